"""The first page after sign-in, search, and the pages about the site itself."""
