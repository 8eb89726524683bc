"""The browser's way in: guard, forms and views by feature, thin over the operations."""
