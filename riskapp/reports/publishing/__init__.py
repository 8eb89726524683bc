"""The publishable version: the same report with marked words removed, saying where and on which ground."""
