"""The pages of the assessment, by noun."""
