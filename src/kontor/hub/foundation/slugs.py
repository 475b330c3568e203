"""Short names of lists, types and topics as a reader calls them."""


def in_words(slug: str) -> str:
    """'cluster-agreements' is 'cluster agreements'."""
    return slug.replace("-", " ")
