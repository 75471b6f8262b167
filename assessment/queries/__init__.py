"""What is read of the assessment. `doors` is the only way in; each page has one typed query."""
