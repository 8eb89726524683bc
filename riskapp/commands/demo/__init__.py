"""What the demo instance holds: an estate and three assessments, as a good team would have them. All is invented."""
