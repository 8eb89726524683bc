"""What the engine says of changes: supposed by a question, made by a measure, tested by people."""
