"""Interviews: who may what, the life of one, the proposal of an order, and the calendar that people take along."""
