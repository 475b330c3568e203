"""Applications to take along, as far as the actor sees them: the version that counts, its score once all reviews are in, the decision."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from statistics import mean, pstdev
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions.choices import ApplicationState
from kontor.hub.missions.models import Application, ApplicationVersion, Criterion, Question, Review
from kontor.hub.missions.rules.calls import on_the_wall, total
from kontor.hub.transfer.kit import Column, Exporter

COLUMNS = (
    Column("call", _("Call")),
    Column("organisation", _("Organisation")),
    Column("name", _("Name")),
    Column("country", _("Country")),
    Column("state", _("State")),
    Column("rank", _("Place in the ranking")),
    Column("handed_in", _("Handed in")),
    Column("cut_off", _("Cut-off")),
    Column("version", _("Version that counts")),
    Column("contact", _("Contact person")),
    Column("email", _("E-mail address")),
    Column("answers", _("Answers")),
    Column("reviews", _("Reviews")),
    Column("score", _("Points of 100")),
    Column("spread", _("Spread")),
)


class ExportApplications(Exporter):
    kind, label, permission = "call-applications", _("Applications to calls"), "missions.view"
    columns = COLUMNS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(Application, actor).exclude(state=ApplicationState.DRAFT)
        return self.rows_of(actor, rows.order_by("call__key", "organisation__key", "pk"))

    def rows_of(self, actor: Actor, rows: QuerySet[Application]) -> Iterator[Mapping[str, Any]]:
        """These rows, which the caller knows to be visible."""
        questions = questions_of(rows)
        scores = scores_of(actor, rows)
        counted = visible(ApplicationVersion, actor).filter(
            application__in=rows.order_by().values("pk"), number=F("application__counted")
        )
        versions = {one.application_id: one for one in counted}
        for one in rows.select_related("call", "organisation", "cut_off"):
            version, zone = versions.get(one.pk), one.call.zone
            if version is None or version.submitted_at is None:
                continue
            found = scores[one.pk]
            yield {
                "call": one.call.key, "organisation": one.organisation.key, "name": one.organisation.name,
                "country": one.organisation.country_id, "state": str(one.state), "rank": one.rank,
                "handed_in": on_the_wall(version.submitted_at, zone),
                "cut_off": on_the_wall(one.cut_off.at, zone) if one.cut_off else None,
                "version": version.number, "contact": version.contact_name, "email": version.email,
                "answers": "\n".join(
                    f"{text}: {version.answers.get(str(place), '')}" for place, text in questions[one.call_id]
                ),
                "reviews": len(found), "score": round(mean(found), 1) if found else None,
                "spread": round(pstdev(found), 1) if found else None,
            }  # fmt: skip


def questions_of(rows: QuerySet[Application]) -> Mapping[int, list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    asked = Question.objects.filter(call__in=rows.order_by().values("call")).order_by("call_id", "position")
    for call, place, text in asked.values_list("call", "position", "text"):
        found[call].append((place, text))
    return found


def scores_of(actor: Actor, rows: QuerySet[Application]) -> Mapping[int, list[float]]:
    """Application -> the totals of the reviews that the actor sees of the version that counts."""
    weights: dict[int, dict[str, int]] = defaultdict(dict)
    for one in Criterion.objects.filter(call__in=rows.order_by().values("call")):
        weights[one.call_id][str(one.position)] = one.weight
    found: dict[int, list[float]] = defaultdict(list)
    reviews = visible(Review, actor).filter(
        version__application__in=rows.order_by().values("pk"),
        version__number=F("version__application__counted"),
    )
    for application, call, points in reviews.values_list(
        "version__application", "version__application__call", "points"
    ):
        found[application].append(total(points, weights[call]))
    return found
