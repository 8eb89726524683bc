"""Sign-in, one's own settings, and the administration of people."""
