"""What must hold of export groups and collective marks. Plain Python."""

from collections.abc import Collection
from datetime import date

from kontor.hub.foundation.refusal import N_, Refusal

LAST_CLASS = 45
FEWEST_CLUSTERS = 2
FEWEST_MEMBERS, MOST_MEMBERS = 3, 5


class GroupKeyTaken(Refusal):
    code = "group-key-taken"
    sentence = N_("There is an export group with the key '%(key)s' already: choose another key.")


class MemberAlready(Refusal):
    code = "member-already"
    sentence = N_("'%(organisation)s' is in the group already: change what it brings instead.")


class NotOfAPartner(Refusal):
    code = "not-of-a-partner"
    sentence = N_(
        "'%(organisation)s' belongs to no cluster of the partnership: enter it as a member of one in the directory first."
    )


class GroupStaysInItsPartnership(Refusal):
    code = "group-stays-in-its-partnership"
    sentence = N_(
        "An export group stays with the partnership that formed it: form another one for the other partnership."
    )


class NoSuchMark(Refusal):
    code = "no-such-mark"
    sentence = N_(
        "The partnership has no mark '%(name)s': import its marks first, or write the name as it stands there."
    )


class NoSuchClass(Refusal):
    code = "no-such-class"
    sentence = N_("'%(number)s' is no class of the Nice classification: write numbers from 1 to %(last)s.")


class RegisteredBeforeFiled(Refusal):
    code = "registered-before-filed"
    sentence = N_("It is registered on %(registered)s, before it was filed: correct one of the two days.")


def check_classes(classes: Collection[int]) -> None:
    for number in classes:
        if not 1 <= number <= LAST_CLASS:
            raise NoSuchClass(field="classes", number=number, last=LAST_CLASS)


def check_filed(filed: date | None, registered: date | None) -> None:
    if registered is not None and (filed is None or registered < filed):
        raise RegisteredBeforeFiled(field="registered_on", registered=registered.isoformat())


def missing_in_group(
    *,
    members: int,
    clusters: int,
    goals: str,
    markets: Collection[str],
    targets: Collection[str],
    initiatives: int,
    judged_by: str,
) -> tuple[tuple[str, dict[str, str]], ...]:
    """What a group lacks, as sentences with their values: the four parts of its plan, and members of several clusters.

    `clusters` counts the clusters of the members that are known; `targets` are the partnership's target markets.
    """
    found: list[tuple[str, dict[str, str]]] = []
    if members and clusters < FEWEST_CLUSTERS:
        found.append(
            (N_("All members are of one cluster: a group joins companies of different clusters."), {})
        )
    if not FEWEST_MEMBERS <= members <= MOST_MEMBERS:
        told = {"members": str(members), "least": str(FEWEST_MEMBERS), "most": str(MOST_MEMBERS)}
        found.append((N_("It has %(members)s members; groups that work have %(least)s to %(most)s."), told))
    if not goals.strip():
        found.append((N_("The common goals are not written."), {}))
    if not markets:
        found.append((N_("No target market is named."), {}))
    strange = sorted(set(markets) - set(targets))
    if strange:
        found.append(
            (N_("Not among the partnership's target markets: %(markets)s."), {"markets": ", ".join(strange)})
        )
    if not initiatives:
        found.append((N_("No initiative is planned, such as a mission or a fair."), {}))
    if not judged_by.strip():
        found.append((N_("It is not said how it will be judged."), {}))
    return tuple(found)  # fmt: skip
