"""Entrances from the browser, by page."""
