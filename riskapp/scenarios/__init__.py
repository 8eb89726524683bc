"""Scenarios for a risk assessment, suggested from the estate and the graph, pure: each with its reason and facts."""
