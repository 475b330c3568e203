"""EOCIC's files as a dossier: a thin reader that renames columns and decides nothing."""

from kontor.engine.crosscheck.claims import Claim
from kontor.engine.crosscheck.dossier import Dossier
from kontor.engine.crosscheck.questions import Filter, Question
from kontor.engine.crosscheck.registers import AGREEMENTS, Entry, Party, Project, Register
from kontor.engine.crosscheck.rules.figures import Figure
from kontor.engine.crosscheck.rules.sums import Share, Total
from tests.engine.crosscheck.reference import listed, table

IN_EUROPE = ("EU", "PL", "BE", "RO", "LV")
# total: its parts
TOTALS = {
    "eoc-full": ("eoc-full-s1", "eoc-full-s2"),
    "eoc-block-b": ("eoc-block-b-s1", "eoc-block-b-s2"),
    "eoc-agr-answered": ("eoc-agr-escps", "eoc-agr-none"),
    "eoc-agr-answered-s2": ("eoc-agr-escps-s2", "eoc-agr-none-s2"),
    "eoc-col-answered": ("eoc-col-answered-s1", "eoc-col-answered-s2"),
    "eoc-col-yes": ("eoc-col-yes-s1", "eoc-col-yes-s2"),
    "eoc-res-answered": ("eoc-res-answered-s1", "eoc-res-answered-s2"),
    "eoc-sme-answered": ("eoc-sme-answered-s1", "eoc-sme-answered-s2"),
    "eoc-gen1": ("eoc-gen1-funded", "eoc-gen1-voluntary"),
    "eoc-gen2-total": ("eoc-gen2", "eoc-gen2-dual-use"),
}
# percentage: part, whole
SHARES = {
    "eoc-full-pct": ("eoc-full", "eoc-invited"),
    "eoc-col-pct-s2": ("eoc-col-yes-s2", "eoc-col-answered-s2"),
    "eoc-col-pct-s1": ("eoc-col-yes-s1", "eoc-col-answered-s1"),
}
# two statements of one thing
ABOUT = {
    "eoc-start-dual-use-a": "start of the dual-use partnerships",
    "eoc-start-dual-use-b": "start of the dual-use partnerships",
    "eoc-invited": "partnerships of the 2016 call",
    "eoc-gen2": "partnerships of the 2016 call",
}
AGREEMENT = Question("agreements")
QUESTIONS = {
    "eoc-agr-total": AGREEMENT,
    "eoc-agr-escps": Question("agreements", "count-distinct", "partners"),
    "eoc-agr-eu": Question("agreements", filters=(Filter("countries", "in", IN_EUROPE),)),
    "eoc-agr-cluster-pct": Question(
        "agreements", "share", filters=(Filter("counterpart kind", "is", "cluster-business-network"),), of=AGREEMENT
    ),
    "eoc-col-gen1": Question("collaborations", filters=(Filter("generation", "is", "1"),)),
}  # fmt: skip


def dossier() -> Dossier:
    partners = tuple(
        Party(row["name"], row["id"], aliases=listed(row["aliases_printed"]))
        for row in table("eocic/partnerships")
    )
    stated = {row["id"]: row for row in table("eocic/published_statistics")}
    return Dossier(
        project=Project("escp-4i", "ESCP-4i", partners),
        registers=(_agreements(), _collaborations()),
        figures=tuple(_figure(stated[key]) for key in (*QUESTIONS, *ABOUT)),
        totals=tuple(_total(stated, total, parts) for total, parts in TOTALS.items()),
        shares=tuple(_share(stated, percent, *of) for percent, of in SHARES.items()),
    )


def _agreements() -> Register:
    entries = [
        Entry(
            row["id"],
            parties=(Party(row["counterpart"], country=row["country"]),),
            partners=(row["escp_id"],),
            countries=(row["country"],),
            categories=(("counterpart kind", row["kind"]),),
        )
        for row in table("eocic/agreements")
    ]
    return Register("Table 1", AGREEMENTS, tuple(entries))


def _collaborations() -> Register:
    entries = [
        Entry(
            row["id"],
            parties=(Party(id=row["counterpart_id"]),),
            partners=(row["reporter_id"],),
            categories=(("generation", row["counterpart_generation"]),),
        )
        for row in table("eocic/collaborations")
    ]
    return Register("Table 2", "collaborations", tuple(entries))


def _figure(row: dict[str, str]) -> Figure:
    about = ABOUT.get(row["id"], "")
    return Figure(
        _claim(row), row["statistic"], row["where"], about, QUESTIONS.get(row["id"]), ("agreements",)
    )


def _claim(row: dict[str, str]) -> Claim:
    qualifiers = {"about": "approximately", "almost": "approximately", "rounded": ""}
    qualifier = qualifiers.get(row["qualifier"], row["qualifier"])
    return Claim.from_text(row["id"], row["value"], unit=row["unit"], qualifier=qualifier)


def _total(stated: dict[str, dict[str, str]], total: str, parts: tuple[str, ...]) -> Total:
    row = stated[total]
    return Total(
        total, row["statistic"], _claim(row), tuple(_claim(stated[part]) for part in parts), row["where"]
    )


def _share(stated: dict[str, dict[str, str]], percent: str, part: str, whole: str) -> Share:
    return Share(percent, _claim(stated[percent]), _claim(stated[part]), _claim(stated[whole]), stated[percent]["where"])  # fmt: skip
