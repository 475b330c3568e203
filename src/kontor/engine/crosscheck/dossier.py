"""Everything about one project that is checked together, and the check.

    found = inspect(Dossier(project=Project(...), registers=(Register(...), ...), figures=(Figure(...), ...)))

The registers are also records: `records_of` gives them as collections for questions, one for each subject and `rows` for all,
and `partners` (`id`, `name`, `country`).
Each row has the fields `id`, `place`, `subject`, `record`, `name`, `kind`, `counterparts` (list of names), `partners` (list
of ids), `lead`, `project`, `status` as written, `state` as the ladder reads it, `signed` (yes or no), `start`, `end`, `role`,
`countries` (list), `agreement` (the first row of the same thing: the rule 'agreements' counts it once) and one field for each
vocabulary.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kontor.engine.crosscheck.claims import Verdict
from kontor.engine.crosscheck.ladder import Ladder
from kontor.engine.crosscheck.registers import Placed, Project, Register, placed
from kontor.engine.crosscheck.rules.categories import Vocabulary, outside_words
from kontor.engine.crosscheck.rules.credit import Target, credited, joint_rows, targets
from kontor.engine.crosscheck.rules.dates import dates
from kontor.engine.crosscheck.rules.details import details
from kontor.engine.crosscheck.rules.doubles import Doubles
from kontor.engine.crosscheck.rules.figures import Figure, contradicting, figures
from kontor.engine.crosscheck.rules.listings import Listing, listings
from kontor.engine.crosscheck.rules.sectors import sector_conflicts
from kontor.engine.crosscheck.rules.statuses import Statement, statements_of, status_conflicts
from kontor.engine.crosscheck.rules.sums import Share, Total, shares, sums
from kontor.engine.crosscheck.tables import Row, Table
from kontor.engine.crosscheck.things import Thing

ROWS, PARTNERS = "rows", "partners"


@dataclass(frozen=True)
class Dossier:
    """What is known of a project and what is said about it. Every part may be empty: then its rule finds nothing.

    `statements` are statuses beside those of the registers. `figures` are claims with a question over `records_of`.
    """

    project: Project = field(default_factory=Project)
    registers: tuple[Register, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    totals: tuple[Total, ...] = ()
    shares: tuple[Share, ...] = ()
    targets: tuple[Target, ...] = ()
    vocabularies: tuple[Vocabulary, ...] = ()
    listings: tuple[Listing, ...] = ()
    ladder: Ladder = field(default_factory=Ladder)

    @cached_property
    def doubles(self) -> Doubles:
        """What is written down twice among the registers."""
        return Doubles(self.registers, self.project)

    @cached_property
    def records(self) -> Mapping[str, Table]:
        """The registers as collections for questions; those of `records_of`."""
        return records_of(self)


def inspect(dossier: Dossier) -> list[Verdict]:
    """Return all findings, sort by sort in the order of `rules`. Nothing is decided, and no value is changed."""
    return [found for check in CHECKS.values() for found in check(dossier)]


CHECKS: Mapping[str, Callable[[Dossier], list[Verdict]]] = {
    "statuses": lambda one: status_conflicts([*statements_of(one.registers), *one.statements], one.ladder),
    "sectors": lambda one: sector_conflicts(one.registers),
    "doubles": lambda one: one.doubles.findings(),
    "dates": lambda one: dates(one.registers, one.project, one.ladder),
    "sums": lambda one: [*sums(one.totals), *shares(one.shares)],
    "figures": lambda one: [*figures(one.figures, one.records), *contradicting(one.figures)],
    "credit": lambda one: [
        *credited(one.registers, one.project),
        *targets(one.targets, one.project, one.records),
        *joint_rows(one.registers, one.project, one.targets, one.records),
    ],
    "categories": lambda one: outside_words(one.registers, one.vocabularies),
    "listings": lambda one: listings(one.listings),
    "details": lambda one: details(one.registers, one.ladder),
}
"""Sort of inconsistency -> its check."""


def records_of(dossier: Dossier) -> Mapping[str, Table]:
    """Return the rows of the registers as collections: one for each subject, `rows` for all, and `partners`. Linear."""
    once = dossier.doubles.first_of()
    rows: dict[str, list[Row]] = defaultdict(list)
    for register, entry in placed(dossier.registers):
        row = _row((register, entry), once.get(entry.id, entry.id), dossier.ladder)
        rows[register.subject].append(row)
        rows[ROWS].append(row)
    partners = [{"id": one.id, "name": one.name, "country": one.country} for one in dossier.project.partners]
    return {name: Table.of(found) for name, found in (rows | {PARTNERS: partners}).items()}


def _row(row: Placed, once: str, ladder: Ladder) -> Row:
    register, entry = row
    reading = ladder.read(entry.status) if entry.status else None
    start, end = Thing((row,)).span
    categories: dict[str, list[str]] = defaultdict(list)
    for name, word in entry.categories:
        categories[name].append(word)
    return {
        **categories,
        "id": entry.id,
        "place": register.place,
        "subject": register.subject,
        "record": entry.record,
        "name": entry.name,
        "kind": entry.kind,
        "counterparts": [party.name for party in entry.parties if party.name],
        "partners": list(entry.partners),
        "lead": entry.lead,
        "project": entry.project,
        "status": entry.status,
        "state": reading.named if reading else "",
        "signed": ("yes" if ladder.is_signed(entry.status) else "no") if entry.status else "",
        "start": start,
        "end": end,
        "role": next((dated.role for dated in entry.dates if dated.start), ""),
        "countries": list(entry.countries),
        "agreement": once,
    }
