"""The statement of applicability in the browser: the list by theme, a page for each control, and files."""
