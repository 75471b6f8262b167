"""Who may do what in the assessment, and the sentence if not. The moment is the action's business, not a policy's."""
