"""Who may do what, and the sentence if not."""
