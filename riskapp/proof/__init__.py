"""Whether an audit trail was bent: pure, and of the standard library alone, so that it runs as one file elsewhere."""
