"""Starts everything the portal needs on one machine: what bin/run and bin/test do once there is a Python.

Nothing here is imported by the portal itself, and only the standard library is imported here: the launcher runs
before any package is installed.
"""
