"""Lists, pages and forms of the estate, and its import and export."""
