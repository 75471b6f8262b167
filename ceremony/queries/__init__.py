"""What is read, by noun. `seen_by` is the only door to each."""
