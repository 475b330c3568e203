"""What a check may find: the kinds, how hard each finding is, and the sentence that a page translates and fills in.

A finding is a `claims.Verdict` with a kind. `published` is what one place says, `recomputed` what the other place or the
records give, `rows` the ids of the rows behind both, `places` where it is said, `rule` by which rule it was found.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kontor.engine.crosscheck import claims
from kontor.engine.crosscheck.answers import Value
from kontor.engine.crosscheck.claims import Verdict
from kontor.engine.crosscheck.questions import N_
from kontor.engine.crosscheck.values import entries, text_of

CERTAIN, LIKELY, ASK = "certain", "likely", "ask"
HARDNESS = (CERTAIN, LIKELY, ASK)
"""Certain: both cannot be. Likely: they are one, or wrong, unless somebody knows better. Ask: both may be; somebody must say."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of finding: the word of its verdict, the rule by which it is found, and its sentence.

    The sentence is marked for translation and has places for what `shown` gives of a finding.
    """

    verdict: str
    rule: str
    sentence: str


def _kinds(verdict: str, rule: str, **sentences: str) -> dict[str, Kind]:
    return {name.replace("_", "-"): Kind(verdict, rule, sentence) for name, sentence in sentences.items()}


KINDS: Mapping[str, Kind] = {
    **_kinds(
        claims.STATUS_CONFLICT,
        "one-record-one-state",
        status_conflict=N_("%(record)s is '%(status)s' according to %(place)s and '%(other_status)s' according to %(other_place)s."),
    ),
    **_kinds(
        claims.CONTRADICTS,
        "one-record-one-sector",
        sector_conflict=N_("%(record)s is in '%(sector)s' according to %(place)s and in '%(other_sector)s' according to %(other_place)s."),
    ),
    **_kinds(
        claims.DUPLICATE,
        "one-thing-counts-once",
        same_agreement_twice=N_("The agreement with %(name)s stands in %(places)s: it counts once."),
        same_agreement_by_several=N_("The agreement with %(name)s is reported by %(partners)s: it counts once."),
        joint_agreement_in_pairs=N_("The agreement of %(names)s is written down pair by pair: it counts once."),
        same_counterparty_other_instrument=N_("%(name)s stands under %(instruments)s: two agreements, or one?"),
        same_counterparty_other_partner=N_("%(name)s stands with %(partners)s: one agreement of several, or one each?"),
        same_counterparty_other_date=N_("%(name)s stands under %(dates)s: renewed, or dated wrongly?"),
        same_event_twice=N_("The event %(name)s stands in %(places)s: it counts once."),
        same_event_by_several=N_("The event %(name)s on the same days is reported by %(partners)s: it counts once."),
        same_day_in_two_tables=N_("%(name)s and %(second)s fall on the same day: one event in two tables?"),
        listed_twice=N_("%(name)s stands %(times)s times in the list %(place)s."),
    ),
    **_kinds(
        claims.DATE_IMPOSSIBLE,
        "dates-exist",
        impossible_date=N_("%(name)s has the date %(date)s, a day that does not exist."),
        end_before_start=N_("%(name)s ends on %(end)s, before it starts on %(start)s."),
        other_year=N_("%(name)s has the date %(date)s and the text says %(text)s, the same day of another year."),
        year_of_another=N_("%(name)s is dated %(date)s, a year that its name does not say."),
    ),
    **_kinds(
        claims.OUTSIDE,
        "dates-within-the-project",
        before_project=N_("%(name)s is dated %(date)s, before the project began on %(start)s."),
        after_project=N_("%(name)s is dated %(date)s, after the project ended on %(end)s."),
        signed_in_the_future=N_("%(name)s was signed on %(date)s, a day still to come on %(as_of)s."),
        signed_before_contact=N_("%(name)s is dated %(date)s, before the first contact on %(contact)s."),
    ),
    **_kinds(
        claims.MISSING_DATA,
        "a-state-needs-its-proof",
        signed_without_date=N_("%(name)s is '%(status)s', but without any date."),
        signed_with_other_date=N_("%(name)s is '%(status)s', but its date, %(text)s, is not that of a signature."),
        signed_without_evidence=N_("%(name)s is '%(status)s', but nothing proves it."),
        overview_without_detail=N_("%(name)s stands in %(place)s, but its details are nowhere."),
        detail_without_overview=N_("%(name)s stands in %(place)s, but in no overview."),
        joint_row_without_split=N_("%(name)s names %(partners)s, but not how much of it each is credited with."),
        percent_without_whole=N_("%(percent)s %% is stated without saying of what."),
    ),
    **_kinds(
        claims.PARTS_DO_NOT_SUM,
        "parts-make-the-whole",
        parts_do_not_sum=N_("The parts of %(name)s make %(sum)s, the total says %(total)s."),
        split_does_not_sum=N_("The targets of the partners for %(name)s make %(sum)s, the whole target is %(total)s."),
    ),
    **_kinds(
        claims.DIFFERS,
        "figures-follow-from-rows",
        percent_differs=N_("%(percent)s %% is stated; %(part)s of %(whole)s are %(recomputed)s %%."),
        part_above_whole=N_("%(part)s is stated of %(whole)s: a part larger than its whole."),
        figure_differs=N_("%(name)s is stated as %(published)s; the rows give %(recomputed)s."),
        list_count_differs=N_("%(place)s says %(published)s and names %(recomputed)s."),
        partner_without_share=N_("%(name)s is met with %(total)s of %(target)s, but %(partner)s has %(value)s of %(share)s."),
    ),
    **_kinds(
        claims.CONTRADICTS,
        "one-fact-one-value",
        contradicts=N_("%(name)s is %(published)s according to %(place)s and %(recomputed)s according to %(other_place)s."),
        counterpart_differs=N_("%(record)s is with %(name)s according to %(place)s and with %(second)s according to %(other_place)s."),
        date_differs=N_("%(record)s is dated %(date)s according to %(place)s and %(other_date)s according to %(other_place)s."),
        detail_under_other_record=N_("%(name)s has no details of its own, but %(second)s looks like them."),
        credited_elsewhere=N_("%(name)s counts for %(project)s, but is the result of %(owner)s."),
    ),
    **_kinds(
        claims.SET_DIFFERENCE,
        "words-of-the-list",
        outside_list=N_("'%(word)s' is not on the list %(list)s."),
        near_miss=N_("'%(word)s' is not on the list %(list)s; '%(meant)s' is."),
        stranger_credited=N_("%(name)s is credited to %(partner)s, who is no partner of %(project)s."),
    ),
    **_kinds(
        claims.NOT_RECOMPUTABLE,
        "figures-follow-from-rows",
        no_question=N_("%(name)s: no question about the records is bound to it. %(note)s"),
        no_records=N_("%(name)s: there are no records called %(missing)s."),
        nothing_known=N_("%(name)s: no row knows %(missing)s."),
    ),
}  # fmt: skip
"""Kind -> verdict, rule and sentence. The words of a sentence are texts: names, dates and numbers as they are shown."""


def finding(
    kind: str,
    *,
    claim: str,
    hardness: str = CERTAIN,
    published: Value = None,
    recomputed: Value = None,
    difference: float | None = None,
    rows: Iterable[str] = (),
    places: Iterable[str] = (),
    other: str = "",
    words: Mapping[str, str] | None = None,
    **more: str,
) -> Verdict:
    """Return the verdict of a kind; `claim` is the id of what is judged, `other` of what it is held against.

    `words`, and `more` written out, are what the sentence names.

    >>> found = finding("outside-list", claim="row 7", hardness=LIKELY, rows=["row 7"], word="MoU", list="types")
    >>> found.verdict, found.rule, sentence(found)
    ('set-difference', 'words-of-the-list', "'MoU' is not on the list types.")
    """
    return Verdict(
        claim=claim,
        verdict=KINDS[kind].verdict,
        published=published,
        recomputed=recomputed,
        difference=difference,
        rule=KINDS[kind].rule,
        rows=tuple(dict.fromkeys(rows)),
        other=other,
        kind=kind,
        hardness=hardness,
        places=tuple(dict.fromkeys(place for place in places if place)),
        words=tuple((dict(words or {}) | more).items()),
    )


def sentence(found: Verdict) -> str:
    """Return the finding in English words; '' for a verdict without a kind."""
    return KINDS[found.kind].sentence % shown(found) if found.kind else ""


def shown(found: Verdict) -> dict[str, str]:
    """Return what the sentence of a finding names: its words, both values and the places."""
    values = {"published": found.published, "recomputed": found.recomputed, "places": found.places}
    return {name: listed(map(text_of, entries(value))) for name, value in values.items()} | dict(found.words)


def listed(names: Iterable[str]) -> str:
    """Return the different names, in their order, as one text.

    >>> listed(["Table 3", "Table 4", "Table 3"])
    'Table 3, Table 4'
    """
    return ", ".join(dict.fromkeys(name for name in names if name))
