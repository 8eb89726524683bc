"""The organisation's criteria in the browser."""
