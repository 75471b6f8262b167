"""Whole stories in a real browser against one running portal: web server, worker, beat, PostgreSQL and Redis."""
