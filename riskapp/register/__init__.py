"""The register: every risk of every assessment as one table, with what it says together, and the way in and out."""
