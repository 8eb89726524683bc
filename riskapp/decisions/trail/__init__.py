"""The audit trail of the running instance: signed, copied, and checked with all that it vouches for."""
