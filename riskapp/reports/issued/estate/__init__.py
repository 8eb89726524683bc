"""The pages of the report on the estate: a module for each part of it."""
