"""Pages of what somebody is told."""
