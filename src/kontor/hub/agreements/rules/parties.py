"""Who may be named as a party, and what others read of a confidential one."""

from collections.abc import Collection

from kontor.hub.foundation.refusal import N_, Refusal


class NobodyNamed(Refusal):
    code = "nobody-named"
    sentence = N_(
        "A party is an organisation of the directory or a name: choose one, or write the name as it was stated."
    )


class NothingToShowInstead(Refusal):
    code = "nothing-to-show-instead"
    sentence = N_(
        "A confidential party needs a public description that others read instead of its name, such as 'SME, Peru'."
    )


class MergedAway(Refusal):
    code = "merged-away"
    sentence = N_(
        "'%(name)s' was merged into '%(survivor)s' and is no record of its own any more: choose '%(survivor)s'."
    )


class NamedAlready(Refusal):
    code = "named-already"
    sentence = N_("This organisation is named in this role of the case already: change that entry instead.")


class NoParty(Refusal):
    code = "no-party"
    sentence = N_(
        "An organisation that is to be confidential is no party on our side in this row: name it as partner, other party or facilitator too."
    )


class StillSigns(Refusal):
    code = "still-signs"
    sentence = N_(
        "This party signs the agreement '%(agreement)s': remove it there first, so that no signature is lost unseen."
    )


def check_party(*, named: bool, confidential: bool, public_description: str) -> None:
    """A confidential party needs a description; any other one an organisation or a name."""
    if confidential and not public_description.strip():
        raise NothingToShowInstead(field="public_description")
    if not confidential and not named:
        raise NobodyNamed(field="name")


def check_are_parties(*, hidden: Collection[int], named: Collection[int]) -> None:
    """Whoever is to be confidential is named as a party too."""
    if not set(hidden) <= set(named):
        raise NoParty(field="confidential_own")


def check_not_merged(name: str, survivor: str) -> None:
    """`survivor` is empty unless the organisation was merged away."""
    if survivor:
        raise MergedAway(field="organisation", name=name, survivor=survivor)


def check_named_once(*, there: bool) -> None:
    if there:
        raise NamedAlready(field="organisation")


def check_signs_nothing(agreement: str) -> None:
    """`agreement` is the name of one that the party signs, empty when there is none."""
    if agreement:
        raise StillSigns(agreement=agreement)
