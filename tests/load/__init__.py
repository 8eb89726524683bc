"""Tests with many people at once, over real HTTP."""
