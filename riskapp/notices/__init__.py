"""What people are told of: somebody named them, answered them, handed something over, or a day comes near."""
