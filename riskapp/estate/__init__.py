"""The living model: assets, what they hold, what flows between them and what they need; it builds the snapshot."""
