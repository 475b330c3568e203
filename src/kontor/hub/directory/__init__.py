"""Organisations: clusters, their members, and everybody else who takes part.

Who an organisation is, what it is called and was called, what it can do, whom it belongs to; review and freshness of
profiles; duplicates and their merging. It knows nothing of partnerships: those are made of organisations, above.
'Directory' because that is what cluster organisations look each other up in.
"""
