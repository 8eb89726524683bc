"""Downloading signed reports and drafts, and verifying a PDF that somebody drops on the page."""
