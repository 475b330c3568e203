"""Short names of lists, types and topics as a reader calls them."""

ACRONYMS = {
    "b2b": "B2B", "c2c": "C2C", "cpa": "CPA", "eocic": "EOCIC", "eu": "EU", "mou": "MoU", "nda": "NDA", "sme": "SME",
    "smes": "SMEs",
}  # fmt: skip


def in_words(slug: str) -> str:
    """'sme-business-agreements' is 'SME business agreements'."""
    return " ".join(ACRONYMS.get(word, word) for word in slug.replace("-", " ").split(" "))
