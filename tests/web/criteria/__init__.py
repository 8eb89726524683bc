"""The pages of the criteria."""
