"""The trail: who did what to what, when, with the value before and after."""
