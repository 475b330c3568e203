"""Organisations in partnerships."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor
from kontor.hub.partnerships import kit, rules
from kontor.hub.partnerships.choices import ParticipationRole
from kontor.hub.partnerships.importers.base import RecordImporter
from kontor.hub.partnerships.models import Participation, Partnership
from kontor.hub.partnerships.queries.lookups import organisation_lookup, partnership_lookup, source_lookup
from kontor.hub.transfer.kit import Current, Lookup, Row


class ImportParticipations(RecordImporter):
    """Who takes part in what, in which role, from when to when."""

    kind, label, model = "participations", _("Partners of partnerships"), Participation
    columns = kit.PARTICIPATIONS
    key_columns = ("partnership", "organisation", "role", "from")
    fields = kit.FIELDS_OF_PARTICIPATIONS
    defaults = {"role": ParticipationRole.PARTNER, "from": ""}

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        self.periods = {
            pk: (start, end) for pk, start, end in Partnership.objects.values_list("pk", "start", "end")
        }
        organisations = organisation_lookup()
        self.names = {pk: organisations.labels[key] or key for key, pk in organisations.values.items()}
        return {
            "partnerships": partnership_lookup(),
            "organisations": organisations,
            "sources": source_lookup(),
        }

    def complete(self, rows: Sequence[Row]) -> None:
        super().complete(rows)
        self.coordinators: dict[int, dict[int, tuple[str, str]]] = defaultdict(dict)
        there = Participation.objects.filter(role=ParticipationRole.COORDINATOR)
        for partnership, organisation, start, end in there.values_list(
            "partnership_id", "organisation_id", "start", "end"
        ):
            self.coordinators[partnership][organisation] = (start, end)

    def check(self, row: Row, current: Current | None) -> None:
        """The rules of a participation; coordinators also against the rows above."""
        start, end = row["from"], row.get("to", "")
        rules.check_period(start, end, field="to")
        rules.check_within(start, end, *self.periods[row["partnership"]], field="from")
        others = self.coordinators[row["partnership"]]
        rules.check_one_coordinator(
            row["role"],
            start,
            end,
            [(self.names[one], *period) for one, period in others.items() if one != row["organisation"]],
        )
        if row["role"] == ParticipationRole.COORDINATOR:
            others[row["organisation"]] = (start, end)
