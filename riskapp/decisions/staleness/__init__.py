"""Approvals and the estate that they rest on: kept, judged in the background, told, confirmed."""
