"""Help that stands beside the work: the glossary."""
