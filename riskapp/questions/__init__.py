"""Questions that people keep under a name, with the changes that they suppose, for themselves or for all."""
