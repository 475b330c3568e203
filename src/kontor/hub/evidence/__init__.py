"""What supports a fact: documents that were uploaded, sources that were published, and citations of either.

Lies low because everything cites and it uses nothing. A citation names its record by kind and id: no foreign key leads up.
"""
