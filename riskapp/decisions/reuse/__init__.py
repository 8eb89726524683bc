"""Assessments made of others: copies, and local ones that follow a shared base."""
