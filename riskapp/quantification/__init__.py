"""Numbers on risks: how often, how much, and what a year may cost. Pure functions over frozen data."""
