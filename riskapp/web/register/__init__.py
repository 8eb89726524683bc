"""The register in the browser: all risks and measures across assessments, what they say together, and files."""
