"""What an approval rests on, and what of it changed."""
