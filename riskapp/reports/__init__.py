"""Reports on paper: a report's content, its A4 pages, its signature, and the verification of a signed one."""
