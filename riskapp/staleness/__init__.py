"""What an approval rests on in the estate, and what of it changed: pure, a snapshot in, slices and differences out."""
