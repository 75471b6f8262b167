"""The demo: the archive, three real dossiers as far as they are attested, and an invented edition to try everything on.

It uses the same actions as a browser, under a set clock. Whatever is invented is marked as an example.
"""
