"""Which names of a case are confidential, and which of its texts are read by all who see it."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from kontor.hub.agreements.models import Agreement, CaseReport, CooperationCase, Party, Step
from kontor.hub.directory.models import Alias

OPEN_FIELDS = ("title", "description", "sector", "credited_to")
INNER_TEXTS: tuple[tuple[type, tuple[str, ...]], ...] = (
    (Party, ("public_description",)),
    (Step, ("text",)),
    (Agreement, ("title", "source_place")),
    (CaseReport, ("stated_state", "stated_type", "stated_sector", "stated_on", "place")),
)


def confidential_names(cases: Collection[int]) -> Mapping[int, frozenset[str]]:
    """Case -> every name of its confidential parties: as stated, of the organisation, its short name and aliases.

    At most two statements.
    """
    found: dict[int, set[str]] = defaultdict(set)
    of_organisation: dict[int, set[int]] = defaultdict(set)
    rows = Party.objects.filter(case__in=cases, confidential=True)
    for case, organisation, *names in rows.values_list(
        "case_id", "organisation_id", "name", "organisation__name", "organisation__short_name"
    ):
        found[case].update(filter(None, names))
        if organisation is not None:
            of_organisation[organisation].add(case)
    if of_organisation:
        aliases = Alias.objects.filter(organisation__in=of_organisation)
        for organisation, name in aliases.values_list("organisation_id", "name"):
            for case in of_organisation[organisation]:
                found[case].add(name)
    return {case: frozenset(names) for case, names in found.items()}


def open_texts(cases: Collection[CooperationCase]) -> dict[int, dict[str, str]]:
    """Case -> field -> what is said in it, the inner records' texts together under their field's name. Four statements."""
    texts = {case.pk: {name: getattr(case, name) for name in OPEN_FIELDS} for case in cases}
    for model, fields in INNER_TEXTS:
        rows = model._default_manager.filter(case__in=list(texts))  # type: ignore[attr-defined]
        for case, *said in rows.values_list("case_id", *fields):
            for name, text in zip(fields, said, strict=True):
                texts[case][name] = f"{texts[case].get(name, '')}\n{text}"
    return texts
