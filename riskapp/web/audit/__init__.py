"""The audit trail as a searchable page."""
