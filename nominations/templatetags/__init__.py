"""Tags of the pages of nominations."""
