"""The pages of the blast radius: the question, the answer, and the worst of the estate."""
