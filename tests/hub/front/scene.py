"""One scene with something to leak in every confidential place, and everybody who may ask.

Each secret is two words that occur nowhere else: the first is what a stranger may type into a search, the second what
must then not come back.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from kontor.documents.blocks import Heading
from kontor.documents.frozen import freeze
from kontor.hub.accounts.models import ApiToken, Invitation
from kontor.hub.directory.models import CountryInterest, Organisation
from kontor.hub.foundation import search
from kontor.hub.foundation.models import Job
from kontor.hub.partnerships.models import Comment, PartnerSearch, Partnership
from kontor.hub.reports.models import Snapshot
from kontor.hub.scoreboard.models import Claim
from kontor.hub.transfer.models import Import
from tests.factories import directory, partnerships
from tests.factories.actors import one_of_each
from tests.factories.evidence import make_citation, make_document, make_source
from tests.factories.reports import small_report
from tests.factories.scoreboard import make_claim


@dataclass
class Secret:
    """`words` are planted; only the roles in `readers` may see them (administrators may see everything)."""

    words: str
    readers: frozenset[str]

    @property
    def asked(self):
        return self.words.split()[0]

    @property
    def found(self):
        return self.words.split()[1]


@dataclass
class Scene:
    actors: dict = field(default_factory=dict)
    secrets: list = field(default_factory=list)
    values: dict = field(default_factory=dict)

    def hide(self, words, *readers):
        self.secrets.append(Secret(words, frozenset({*readers, "administrator"})))
        return words


ORGANISATION_TEAM = ("sme", "cluster_manager")
# Who deals with people everywhere: editors of profiles and teams, and the data-protection officer.
PERSONAL = ("editor", "administrator", "protection_officer")
INSIDE = (*ORGANISATION_TEAM, "coordinator", "partner_staff")


def restart_numbers():
    """Addresses hold ids, and PostgreSQL does not take its numbers back with a transaction as SQLite does."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for sequence in connection.introspection.sequence_list():
            cursor.execute(f"ALTER SEQUENCE {connection.ops.quote_name(sequence['name'])} RESTART")


def build():
    """Organisations, partnerships, searches, claims, documents, reports, imports, jobs, invitations: each with a secret."""
    restart_numbers()
    scene = Scene()
    member = directory.make_organisation(
        "Nordic Harbour Cluster", country="DK", description="A public profile."
    )
    organisation_team = directory.make_team(member)
    open_partnership = partnerships.make_partnership("HARBOURS", name="Harbours together")
    scene.actors = one_of_each(organisation_team, open_partnership.team)
    people(scene, organisation_team)
    organisations(scene, member)
    partnership(scene, open_partnership, member)
    hidden_partnership(scene, member)
    anonymous_search(scene, organisation_team)
    facts(scene, open_partnership, organisation_team)
    for kind, model in (
        ("organisation", Organisation),
        ("partnership", Partnership),
        ("partner-search", PartnerSearch),
        ("claim", Claim),
    ):
        if kind in search.KINDS.table:
            search.update(kind, model.objects.all())
    scene.values["organisation"], scene.values["partnership"] = member, open_partnership
    return scene


def people(scene, team):
    now = timezone.now()
    manager = scene.actors["cluster_manager"]
    scene.values["invitation"] = Invitation.objects.create(
        team=team,
        email="zephyrine.quelltopf@example.org",
        role="editor",
        token_digest="d" * 64,
        expires_at=now + timedelta(days=3),
        sent_at=now,
    )
    scene.secrets.append(Secret("zephyrine quelltopf", frozenset({*ORGANISATION_TEAM, *PERSONAL})))
    ApiToken.objects.create(
        user_id=manager.user_id,
        name=scene.hide("Bluebottle tokenword", "cluster_manager"),
        digest="e" * 64,
        beginning="kontor_x",
        expires_at=now + timedelta(days=9),
    )
    scene.values["job"] = Job.objects.create(
        kind="test", title=scene.hide("Jobbery lanternfish", "cluster_manager"), owner_id=manager.user_id
    )
    scene.values["import"] = Import.objects.create(
        kind="organisations",
        file_name=scene.hide("Sheetrock carvelbuilt", "cluster_manager") + ".csv",
        sha256="a" * 64,
        state="refused",
        owner_id=manager.user_id,
    )


def organisations(scene, member):
    directory.make_contact(
        member,
        name=scene.hide("Ottokar Windspiel", *INSIDE, *PERSONAL),
        function=scene.hide("Kranfuehrer sluicegate", *INSIDE, *PERSONAL),
        visibility="partners",
    )
    readers = (*ORGANISATION_TEAM, "editor", "analyst")
    draft = directory.make_organisation(
        scene.hide("Draftwood Halcyonic", "editor", "analyst"), country="EE", state="draft"
    )
    restricted = directory.make_organisation(
        scene.hide("Ravelin Quincunx", *readers), country="LV", visibility="restricted", team=None
    )
    restricted.team = None
    restricted.save()
    directory.make_alias(restricted, scene.hide("Gallowglass Tamarisk", *readers))
    directory.make_competence(restricted, scene.hide("Thimblerig oarlockery", *readers))
    CountryInterest.objects.create(organisation=restricted, country=directory.make_country("CO"))
    scene.values.update(draft=draft, restricted=restricted)


def partnership(scene, one, member):
    partnerships.make_participation(
        one,
        member,
        expectations=scene.hide("Expectful Marlinspike", *INSIDE, "analyst", "editor"),
        goals=scene.hide("Goalkeeping Bowsprit", *INSIDE, "analyst", "editor"),
    )
    partnerships.make_participation(one, scene.values["restricted"])
    partnerships.make_target(
        one,
        "PE",
        rationale=scene.hide("Rationalia Jibboom", *INSIDE, "analyst", "editor"),
        visibility="partners",
    )
    partnerships.make_target(one, "CO")
    partnerships.make_activity(one, note="Two missions")


def hidden_partnership(scene, member):
    readers = (*ORGANISATION_TEAM, "editor", "analyst")
    hidden = partnerships.make_partnership(
        scene.hide("Clandestina Foxglove", *readers),
        name="A partnership among its partners",
        visibility="partners",
    )
    partnerships.make_participation(hidden, member)
    partnerships.make_target(hidden, "VN")
    partnerships.make_activity(hidden, note=scene.hide("Activitus Kittiwake", *readers))
    scene.values["hidden"] = hidden


def anonymous_search(scene, team):
    searcher = directory.make_organisation("Shyness Albatrossia", country="FI")
    found = partnerships.make_search(
        searcher, anonymous=True, public_description="cluster, northern Europe", title="We look for a port"
    )
    scene.values["search"] = found
    Comment.objects.create(
        search=found, author_id=scene.actors["cluster_manager"].user_id, text="Which cargo?"
    )


def facts(scene, one, team):
    document = make_document(
        team=team, title=scene.hide("Documental Seabiscuit", *ORGANISATION_TEAM), visibility="restricted"
    )
    make_citation(one, document=document)
    source = make_source(published_on="2019")
    claim = make_claim(
        statement=scene.hide("Claimant Periwinkle", "coordinator", "partner_staff", *ORGANISATION_TEAM),
        visibility="partners", partnership=one, team=one.team, source=source,
    )  # fmt: skip
    snapshot = Snapshot.objects.create(
        kind="programme-overview", title=scene.hide("Snapshottery Moonraker", "coordinator"), as_of="2026-01-01", actor_label="x",
        language="en", audit_number=0, content=freeze(small_report(Heading("Argo", 2, "argo", new_page=True))),
        drawn_by_id=scene.actors["coordinator"].user_id, visibility="restricted",
    )  # fmt: skip
    scene.values.update(
        document=document,
        source=source,
        claim=claim,
        public_claim=make_claim(source=source),
        snapshot=snapshot,
    )
