"""Taking the name of a person out of everything that can lose it."""
