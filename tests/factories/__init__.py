"""Plain functions that make what a test needs, each with sensible defaults."""
