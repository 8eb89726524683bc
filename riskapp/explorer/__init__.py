"""The explorer, pure: turns findings of the engine into tables, timelines and pictures that a person can read."""
