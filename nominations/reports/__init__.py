"""What leaves as files: papers about one nomination, and lists of many. Importing this registers them."""

from nominations.reports import lists, papers

__all__ = ["lists", "papers"]
