"""How many terms describe an organisation."""

from collections import Counter
from collections.abc import Iterable

from kontor.hub.foundation.refusal import N_, Refusal

MOST_TERMS = 3
CLASSIFYING = ("sectoral-industry", "emerging-industry", "technology-field", "s3-priority", "ecosystem")


class TooManyTerms(Refusal):
    code = "too-many-terms"
    sentence = N_(
        "%(number)s terms of the taxonomy %(taxonomy)s are too many: keep the %(most)s that describe the organisation best."
    )


class NotClassifying(Refusal):
    code = "not-a-classification"
    sentence = N_("Terms of the list %(taxonomy)s do not describe organisations: take one of %(allowed)s.")


class TermTwice(Refusal):
    code = "term-twice"
    sentence = N_("The term %(term)s is given twice: keep it once.")


def check_classifications(terms: Iterable[tuple[str, str]]) -> None:
    """At most three terms of each taxonomy that classifies, none twice. `terms` are (taxonomy, code)."""
    given = list(terms)
    for (taxonomy, code), times in Counter(given).items():
        if taxonomy not in CLASSIFYING:
            raise NotClassifying(field=taxonomy, taxonomy=taxonomy, allowed=", ".join(CLASSIFYING))
        if times > 1:
            raise TermTwice(field=taxonomy, term=code)
    for taxonomy, number in Counter(taxonomy for taxonomy, _code in given).items():
        if number > MOST_TERMS:
            raise TooManyTerms(field=taxonomy, taxonomy=taxonomy, number=number, most=MOST_TERMS)
