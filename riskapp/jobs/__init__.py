"""What is done when nobody asks: checkpoints of the trail, and all else that waits for its hour."""
