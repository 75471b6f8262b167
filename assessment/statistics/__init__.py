"""Advice beside a ranking: severity, agreement, stability. Pure; floating point allowed; never inside the ranking."""
