"""Catalogues, pure: questions, scales, threats and measures as data with version and source, and their typed loader.

The data are the TOML files beside this file; every text is there in nb and en. Imports nothing of ours but errors.
"""
