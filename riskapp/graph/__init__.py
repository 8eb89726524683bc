"""The engine, pure: an immutable snapshot of the estate in, findings out. It imports nothing of ours but errors."""
