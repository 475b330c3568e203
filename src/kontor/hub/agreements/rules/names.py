"""Confidential names stay out of the texts that everybody reads who sees the case."""

from collections.abc import Iterable, Mapping

from kontor.hub.foundation.refusal import N_, Refusal
from kontor.hub.foundation.search import fold

SHORTEST_NAME = 3  # shorter names are everyday words


class NamesAConfidentialParty(Refusal):
    """Does not repeat the name: a refusal may be read by somebody else than its cause."""

    code = "names-a-confidential-party"
    sentence = N_(
        "This text names a confidential party of the case, and others read it, too. Word it without the name, or say that "
        "the party is not confidential."
    )


def check_keeps_names(names: Iterable[str], texts: Mapping[str, str]) -> None:
    """Refuse texts (field -> text) that say one of the confidential `names`. O(names x texts)."""
    folded = [f" {name} " for name in map(fold, names) if len(name) >= SHORTEST_NAME]
    for field, text in texts.items():
        said = f" {fold(text)} "
        if any(name in said for name in folded):
            raise NamesAConfidentialParty(field=field)
