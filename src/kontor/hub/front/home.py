"""What the home page says: to a visitor what there is to see, to somebody signed in what waits for her."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from kontor.documents.blocks import Map, MapValue
from kontor.documents.drawings import draw
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor, PlatformRole
from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.kept import kept
from kontor.hub.foundation.pages import Page
from kontor.hub.foundation.partial_dates import written
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Partnership
from kontor.hub.partnerships.queries import matrix, waiting_invitations
from kontor.hub.scoreboard.queries import findings, tally
from kontor.hub.strategy.models import Approval
from kontor.hub.strategy.queries import awaited_voices
from kontor.hub.transfer.models import Import

MOST_OWN = 12
DISAGREEING = ("differs", "contradicts", "parts-do-not-sum", "set-difference", "date-impossible")


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """A number that opens its records."""

    value: int
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits for the reader, and where to do it."""

    title: str
    text: str
    url: str
    icon: str


@dataclass(kw_only=True)
class HomePage(Page):
    """`mine` are the organisations and partnerships of the reader; `tasks` what waits for her."""

    numbers: list[KeyNumber]
    tasks: list[Task]
    organisations: list[Organisation]
    partnerships: list[Partnership]
    target_map: SafeString
    markets: list[tuple[str, int, str]]


@dataclass(frozen=True, slots=True)
class Overview:
    """What the page says of all records that the reader may see. `told` counts the findings of each verdict."""

    numbers: list[KeyNumber]
    told: dict[str, int]
    target_map: SafeString
    markets: list[tuple[str, int, str]]


def home(actor: Actor, today: date) -> HomePage:
    """The home page. A constant number of statements, whatever the size of the records."""
    over = overview(actor, today)
    organisations = own_organisations(actor)
    return HomePage(
        title=gettext("Cluster partnerships that go international"),
        lead=gettext(
            "Who works together, where they go, and whether the published figures hold: one chain of records, every number opens it."
        ),
        numbers=over.numbers,
        tasks=[*invitations(actor, today), *tasks(actor, over.told, organisations)],
        organisations=organisations[:MOST_OWN],
        partnerships=own_partnerships(actor),
        target_map=over.target_map,
        markets=over.markets,
    )


def overview(actor: Actor, today: date) -> Overview:
    """Kept until any record changes, in the reader's language."""
    return kept(f"home:{today.isoformat()}:{get_language()}", actor, lambda: overview_now(actor, today))


def overview_now(actor: Actor, today: date) -> Overview:
    organisations = visible(Organisation, actor).filter(
        merged_into=None, fictional=False, state__in=("published", "stale")
    )
    targets = matrix(actor, today, Q())
    told = tally(findings(actor, today))
    numbers = [
        (visible(Partnership, actor).count(), gettext("partnerships"), "partnerships:index"),
        (organisations.count(), gettext("organisations"), "directory:index"),
        (len(targets.rows), gettext("target countries"), "partnerships:targets"),
        (sum(told.values()), gettext("published claims"), "scoreboard:index"),
    ]
    address = reverse("partnerships:targets")
    return Overview(
        numbers=[KeyNumber(value, label, reverse(name)) for value, label, name in numbers],
        told=told,
        target_map=world(targets.rows),
        markets=[
            (country_name(row.country, get_language() or "en"), row.count, f"{address}?country={row.country}")
            for row in targets.rows[:8]
        ],
    )


def own_organisations(actor: Actor) -> list[Organisation]:
    if not actor.team_ids:
        return []
    return list(visible(Organisation, actor).filter(team_id__in=actor.team_ids).order_by("name"))


def own_partnerships(actor: Actor) -> list[Partnership]:
    """Partnerships of the reader's own team and of her organisations."""
    if not actor.team_ids:
        return []
    mine = Q(team_id__in=actor.team_ids) | Q(participations__organisation__team_id__in=actor.team_ids)
    return list(visible(Partnership, actor).filter(mine).distinct().order_by("-start", "acronym")[:12])


def invitations(actor: Actor, today: date) -> list[Task]:
    """Partnerships that ask the reader's organisations to join, the most urgent first. One statement, none without a team."""
    return [
        Task(
            gettext("Answer the invitation to %(partnership)s") % {"partnership": one.partnership.acronym},
            gettext("%(organisation)s is asked to join; the answer is awaited until %(day)s.")
            % {
                "organisation": one.organisation.name,
                "day": written(one.answer_until.isoformat(), get_language() or "en"),
            },
            one.get_absolute_url(),
            "mail",
        )
        for one in waiting_invitations(actor, today)[:6]
    ]


def tasks(actor: Actor, told: dict[str, int], own: list[Organisation]) -> list[Task]:
    """What waits for this reader, most urgent first."""
    waiting_profiles = [one for one in own if one.state in {"draft", "rejected", "stale"}]
    found = [voice_task(one) for one in awaited_voices(actor)[:MOST_OWN]]
    found += [profile_task(organisation) for organisation in waiting_profiles[:6]]
    if actor.has(PlatformRole.EDITOR, PlatformRole.ADMINISTRATOR):
        waiting = visible(Organisation, actor).filter(state="needs-review").count()
        if waiting:
            text = gettext("%(count)s profiles wait for review.") % {"count": waiting}
            found.append(Task(gettext("Review profiles"), text, reverse("directory:review"), "check"))
    if actor.user_id:
        for waiting_import in visible(Import, actor).filter(state="planned", owner_id=actor.user_id)[:3]:
            url = reverse("transfer:show", args=[waiting_import.pk])
            found.append(Task(gettext("Approve an import"), str(waiting_import), url, "upload"))
    if actor.has(PlatformRole.ANALYST, PlatformRole.EDITOR, PlatformRole.ADMINISTRATOR):
        disagreeing = sum(told.get(word, 0) for word in DISAGREEING)
        text = gettext("%(count)s published figures disagree with the records or with each other.") % {
            "count": disagreeing
        }
        found.append(Task(gettext("Look at claims"), text, reverse("scoreboard:index"), "scale"))
    return found


def voice_task(voice: Approval) -> Task:
    said = {
        "number": voice.proposal.number,
        "partnership": voice.proposal.strategy.partnership.acronym,
        "name": voice.organisation.name,
    }
    return Task(
        gettext("Answer for %(name)s") % said,
        gettext("Version %(number)s of the joint strategy of %(partnership)s waits for this answer.") % said,
        voice.proposal.get_absolute_url(),
        "check",
    )


def profile_task(organisation: Any) -> Task:
    sentences = {
        "draft": gettext("The profile is a draft: complete it and send it for review."),
        "rejected": gettext("The profile was returned: see why, and send it again."),
        "stale": gettext("Nobody has confirmed the profile for a year: is it still right?"),
    }
    return Task(organisation.name, sentences[organisation.state], organisation.get_absolute_url(), "edit")


def world(rows: Any) -> SafeString:
    """The target countries on a map, each a link to who addresses it."""
    language = get_language() or "en"
    address = reverse("partnerships:targets")
    block = Map(
        id="home-targets",
        caption=gettext("Target countries by number of partnerships"),
        alt=gettext("Map of the world: the more partnerships address a country, the darker it is."),
        values=tuple(
            MapValue(
                row.country,
                country_name(row.country, language),
                float(row.count),
                f"{address}?country={row.country}",
            )
            for row in rows
        ),
        unit=gettext("partnerships"),
    )
    return mark_safe(draw(block, "page", language, {"no-data": gettext("no data")}))  # noqa: S308 - our own drawing; every text in it is escaped
