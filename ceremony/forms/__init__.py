"""What is typed: shape and words only."""
