"""What is looked at again: what changed since, what is still open, which day comes near."""
