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
from kontor.hub.agreements.models import Signatory
from kontor.hub.countries.models import MarketChoice
from kontor.hub.directory.models import CountryInterest
from kontor.hub.foundation import search
from kontor.hub.foundation.models import Job
from kontor.hub.partnerships.models import Comment, SearchAlert
from kontor.hub.reports.models import Snapshot
from kontor.hub.scoreboard.models import Measurement, SubmittedReport
from kontor.hub.strategy.inputs import content_of
from kontor.hub.strategy.models import (
    Approval,
    JointStrategy,
    MarkStep,
    ObjectiveComment,
    PartnerPart,
    StageEntry,
    StrategyChange,
    SustainabilityCheck,
)
from kontor.hub.transfer.models import Import
from tests.factories import agreements, directory, partnerships, surveys
from tests.factories.accounts import make_person
from tests.factories.actors import one_of_each
from tests.factories.calls import (
    make_application,
    make_call,
    make_criterion,
    make_question,
    make_review,
    make_reviewer,
)
from tests.factories.countries import (
    make_body,
    make_example,
    make_fact,
    make_market_figure,
    make_profile,
    make_study,
    make_study_item,
)
from tests.factories.delegations import (
    make_check,
    make_cost,
    make_delegate,
    make_delegation,
    make_item,
    make_section,
)
from tests.factories.evidence import make_citation, make_document, make_source
from tests.factories.exchanges import make_exchange, make_exchange_report, make_pair
from tests.factories.indicators import make_indicator, make_period
from tests.factories.matchmaking import (
    NINE,
    make_follow_up,
    make_meeting,
    make_participant,
    make_schedule,
    make_session,
    make_wish,
)
from tests.factories.missions import make_event, make_named
from tests.factories.reports import small_report
from tests.factories.scoreboard import make_claim
from tests.factories.strategy import (
    make_activity_of_roadmap,
    make_barrier,
    make_broker_step,
    make_chain,
    make_component,
    make_contribution,
    make_cost_line,
    make_due_change,
    make_finance,
    make_group,
    make_group_member,
    make_income,
    make_initiative,
    make_investment,
    make_link,
    make_mark,
    make_objective,
    make_party,
    make_plan,
    make_plan_task,
    make_risk,
    make_sheet,
    make_sheet_line,
    make_strategy,
    make_version,
    make_year,
)


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
        """Plant a secret. Its second word is looked for in every answer, so no two secrets of other readers share it."""
        one = Secret(words, frozenset({*readers, "administrator"}))
        assert not any(one.found == other.found and one.readers != other.readers for other in self.secrets), (
            words
        )
        self.secrets.append(one)
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
    directory.make_competence(member, "Ropewalking for every ship")
    organisation_team = directory.make_team(member)
    open_partnership = partnerships.make_partnership("HARBOURS", name="Harbours together")
    scene.actors = one_of_each(organisation_team, open_partnership.team)
    people(scene, organisation_team)
    organisations(scene, member)
    partnership(scene, open_partnership, member)
    hidden_partnership(scene, member)
    anonymous_search(scene, member)
    cooperation(scene, open_partnership)
    facts(scene, open_partnership, organisation_team)
    collaboration(scene, open_partnership)
    events(scene, open_partnership)
    delegation(scene, member)
    exchange(scene, member, open_partnership)
    of_countries(scene, open_partnership, member)
    plans(scene, open_partnership, member)
    scoreboard(scene, open_partnership, member)
    asked(scene, open_partnership)
    for kind in search.KINDS.table:
        search.rebuild(kind)
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
    make_person("mate@example.org", name="Bosun of the harbour")
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
    scene.values["partner_invitation"] = partnerships.make_invitation(
        one,
        member,
        message=scene.hide(
            "Beckoning Plumeleteer", *ORGANISATION_TEAM, "coordinator", "partner_staff", "editor"
        ),
    )


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


def anonymous_search(scene, member):
    searcher = directory.make_organisation("Shyness Albatrossia", country="FI")
    found = partnerships.make_search(
        searcher, anonymous=True, public_description="cluster, northern Europe", title="We look for a port"
    )
    scene.values["search"] = found
    Comment.objects.create(
        search=found, author_id=scene.actors["cluster_manager"].user_id, text="Which cargo?"
    )
    shy_answer(scene, member)


def shy_answer(scene, member):
    """Somebody whom few may see answers an anonymous search of the member, and is not known to it before it agrees."""
    asked = partnerships.make_search(
        member, anonymous=True, public_description="cluster, a harbour", title="We look for a shipyard"
    )
    partnerships.make_interest(
        asked,
        directory.make_organisation("Bashful Bramblingo", country="NO", visibility="restricted"),
        anonymous=True,
        text=scene.hide("Interestia Dunlinish", *ORGANISATION_TEAM, "editor"),
    )
    scene.secrets.append(Secret("bashful bramblingo", frozenset({"analyst", "editor", "administrator"})))
    SearchAlert.objects.create(
        user_id=scene.actors["cluster_manager"].user_id,
        words=scene.hide("Alertness Wryneck", "cluster_manager"),
    )


def cooperation(scene, one):
    """A public case with a confidential party, an amount and all else that only those read who work on it."""
    inside = ("coordinator", "partner_staff")
    case = agreements.make_case(
        one,
        key="harbour-case",
        title="Cranes for harbours",
        country="PE",
        note=scene.hide("Notorious Gudgeonpin", *inside),
    )
    party = agreements.make_party(
        case,
        directory.make_organisation("Undisclosed Palimpsest", country="PE", visibility="restricted"),
        confidential=True,
        contact=scene.hide("Contessa Windlassy", *inside),
    )
    scene.secrets.append(Secret("undisclosed palimpsest", frozenset({*inside, "analyst", "editor"})))
    agreement = agreements.make_agreement(
        case,
        key="harbour-agreement",
        title="Charter",
        amount="8675309.25",
        currency="EUR",
        waiver="Seen on paper.",
    )
    Signatory.objects.create(
        agreement=agreement, party=party, name=scene.hide("Signora Halyardine", *inside), function="director"
    )
    scene.values.update(case=case, agreement=agreement)


def events(scene, one):
    """An open event with an organisation that is hidden, and one that only the partners know."""
    readers = (*INSIDE, "analyst", "editor")
    scene.values["event"] = make_event(one, "Harbour fair", country="DK", start="2017-05-01")
    make_named(scene.values["event"], scene.values["restricted"])
    make_named(scene.values["event"], scene.values["draft"], role="participant")
    single_meetings(scene, scene.values["event"])
    call_for_interest(scene, scene.values["event"])
    scene.values["quiet_event"] = make_event(
        one,
        scene.hide("Eventful Gannetry", *readers),
        outcome=scene.hide("Outcomely Shearwater", *readers),
        same_as=scene.values["event"],
        start="2017-06-09",
        visibility="partners",
    )
    scene.values["quiet_plan"] = make_event(
        one,
        scene.hide("Travelling Sanderling", *readers),
        country="PE",
        start="2017-05",
        event_class="mission",
        date_text=scene.hide("Scheduled Wheatear", *readers),
        visibility="partners",
    )


def call_for_interest(scene, event):
    """A call of an open event that only partners may answer; what others answered and how it was scored is known to who runs it."""
    organisers = ("coordinator", "editor")
    call = scene.values["call"] = make_call(
        event,
        key="harbour-call",
        of_partners=True,
        title=scene.hide("Callable Yellowhammer", *ORGANISATION_TEAM, *organisers),
        cut_offs=(-1, 90),
    )
    make_question(call, "Why?")
    make_criterion(call)
    applicant = directory.make_organisation("Applying Works", country="DK")
    application = scene.values["application"] = make_application(
        call,
        applicant,
        contact_name=scene.hide("Applicantia Treecreeper", *organisers),
        email=scene.hide("applymail stonechat", *organisers).replace(" ", ".") + "@example.org",
        answers={"1": scene.hide("Answeringly Fieldfare", *organisers)},
    )
    make_review(make_reviewer(call), application, comment=scene.hide("Reviewed Redwing", *organisers))


def delegation(scene, member):
    """A published delegation of the open event: everybody sees which organisations travel, nobody else who or at what cost."""
    organisers = ("coordinator", "editor")
    inside = (*ORGANISATION_TEAM, *organisers)
    one = scene.values["delegation"] = make_delegation(scene.values["event"], state="published")
    scene.values["delegate"] = make_delegate(
        one,
        member,
        travellers=(scene.hide("Travellina Trogonid", *inside),),
    )
    other = make_delegate(
        one,
        directory.make_organisation("Travelling Works", country="DK"),
        travellers=(scene.hide("Passengerine Wallcreeper", *organisers),),
    )
    make_delegate(
        one,
        directory.make_organisation("Withdrawing Works", country="DK"),
        state="withdrawn",
        reason=scene.hide("Reasonable Nuthatch", *organisers),
    )
    make_delegate(
        one,
        directory.make_organisation("Invited Works", country="DK"),
        state="invited",
        offers=scene.hide("Undecided Xenopsaris", *inside),
    )
    make_section(
        one,
        title=scene.hide("Headingful Siskin", *inside),
        text=scene.hide("Briefingly Linnet", *inside),
    )
    make_check(one, scene.hide("Checkworthy Twite", *inside))
    scene.values["item"] = make_item(one, text=scene.hide("Journeying Crossbill", *inside))
    make_item(one, other, text=scene.hide("Elsewhere Hawfinch", *organisers))
    scene.values["cost"] = make_cost(
        one, text=scene.hide("Costly Bullfinch", *organisers), planned="77665.50"
    )


def exchange(scene, member, one):
    """A mobility exchange is known to its four parties and to who reads everything of the programme."""
    readers = (*INSIDE, "analyst", "editor")
    scene.values["exchange"] = made = make_exchange(
        "finalisation",
        visiting=(member, one),
        host=make_pair("QUAYS", "Hosting Works", country="SE"),
        key="harbour-exchange",
        purpose=scene.hide("Purposeful Waxwing", *readers),
        activities=scene.hide("Actively Redpoll", *readers),
    )
    make_exchange_report(made, text=scene.hide("Reportedly Fieldlark", *readers))
    evidence = make_document(
        team=made.host.team, title=scene.hide("Evidential Ortolan"), visibility="restricted"
    )
    made.evidence.add(evidence)


def of_countries(scene, one, member):
    """An open profile in which a hidden organisation is named, and one that only the partners know."""
    readers = (*INSIDE, "analyst", "editor")
    public = scene.values["profile"] = make_profile("PE", team=one.team)
    scene.values["country_fact"] = make_fact(
        public, "Gross domestic product", source=make_source(key="atlas", title="Cartographic atlas")
    )
    scene.values["body"] = make_body(public, member)
    envoy = directory.make_contact(
        member, name=scene.hide("Ambassadorial Osprey", *INSIDE, *PERSONAL), visibility="partners"
    )
    make_body(public, member, role="ambassador", mandate="Harbours", person=envoy)
    hidden = scene.hide("Mandated Kittiwake", *ORGANISATION_TEAM, "editor", "analyst")
    make_body(public, scene.values["restricted"], mandate=hidden)
    quiet = scene.values["quiet_profile"] = make_profile(
        "CL", team=one.team, visibility="partners", summary=scene.hide("Summarised Lapwing", *readers)
    )
    stated = scene.hide("Stately Curlew", *readers)
    scene.values["quiet_fact"] = make_fact(quiet, stated, source=scene.values["country_fact"].source)
    make_example(
        quiet, note=scene.hide("Exemplary Nightjar", *readers), source=scene.values["country_fact"].source
    )
    market_choice(scene, one)
    market_studies(scene, one)
    scene.values["quiet_body"] = make_body(quiet, member, mandate=scene.hide("Speaking Avocet", *readers))


def market_choice(scene, one):
    """A choice of markets that only the partners read."""
    readers = (*INSIDE, "analyst", "editor")
    scene.values["market_choice"] = MarketChoice.objects.create(
        partnership=one, reason=scene.hide("Choosy Sparrowhawk", *readers), chosen_on="2017-01-09"
    )


def market_studies(scene, one):
    """A published study of an open country, and one that only the partners read."""
    readers = (*INSIDE, "analyst", "editor")
    source = scene.values["country_fact"].source
    published = scene.values["study"] = make_study(one, "PE", published_on="2017-03-01")
    scene.values["figure"] = make_market_figure(published, source=source)
    make_study_item(published, text="Harbours grow", source=source)
    quiet = scene.values["quiet_study"] = make_study(
        one, "CL", summary=scene.hide("Studious Jacamar", *readers)
    )
    make_study_item(
        quiet,
        text=scene.hide("Itemised Serin", *readers),
        points=[{"name": scene.hide("Segmented Drongo", *readers)}],
        place=scene.hide("Placed Cotinga", *readers),
        source=source,
    )
    scene.values["quiet_figure"] = make_market_figure(
        quiet, unit=scene.hide("Unitary Manakin", *readers), source=source
    )


def single_meetings(scene, event):
    """A session of an open event; who takes part and why somebody wishes to meet whom is known to its organisers."""
    organisers = ("coordinator", "editor")
    session = scene.values["session"] = make_session(event, "Quayside session")
    one = scene.values["participant"] = make_participant(
        session,
        scene.hide("Participia Sandwichtern", *organisers),
        function=scene.hide("Functional Kestrel", *organisers),
        offers=scene.hide("Offering Dotterel", *organisers),
        needs=scene.hide("Needful Corncrake", *organisers),
        email=scene.hide("mailful kingfisher", *organisers).replace(" ", ".") + "@example.org",
        organisation_name=scene.hide("Housed Goldcrest", *organisers),
    )
    other = make_participant(session, side="receiving")
    wish = scene.values["wish"] = make_wish(one, other, reason=scene.hide("Wishful Bluethroat", *organisers))
    said = scene.hide("Answered Ringouzel", *organisers)
    make_follow_up(one, answered_on=NINE.date(), result="offer", answer=said)
    scene.values["schedule"] = make_schedule(session)
    scene.values["meeting"] = make_meeting(scene.values["schedule"], wish)


def plans(scene, one, member):
    """An open activity with a hidden owner, and one that only the partners know, with why its due day moved."""
    readers = (*INSIDE, "analyst", "editor")
    scene.values["activity"] = make_activity_of_roadmap(
        one, owner=scene.values["restricted"], visibility="public"
    )
    scene.values["quiet_activity"] = make_activity_of_roadmap(
        one, scene.hide("Roadmapping Phalarope", *readers), visibility="partners"
    )
    make_due_change(scene.values["quiet_activity"], reason=scene.hide("Postponed Guillemot", *readers))
    chains(scene, one, member, readers)
    joint_strategy(scene, one, member, readers)
    lasting(scene, one, member, readers)
    groups(scene, one, member, readers)
    investments(scene, one, member, readers)


def groups(scene, one, member, readers):
    """An open group with a hidden company in it, one for the partners, and a mark."""
    group = scene.values["group"] = make_group(one, visibility="public")
    scene.values["group_member"] = make_group_member(group, member)
    hidden = (*ORGANISATION_TEAM, "editor", "analyst")
    make_group_member(group, scene.values["restricted"], brings=scene.hide("Groupwise Limpkin", *hidden))
    scene.values["initiative"] = make_initiative(group)
    quiet = make_group(
        one, scene.hide("Grouping Rhynochetos", *readers), goals=scene.hide("Goalful Sunbittern", *readers)
    )
    make_initiative(quiet, outcome=scene.hide("Initiated Screamer", *readers))
    scene.values["mark"] = make_mark(one, scene.hide("Trademarked Cariama", *readers))
    MarkStep.objects.create(
        mark=scene.values["mark"], step="classify-products", note=scene.hide("Stepwise Tinamou", *readers)
    )


def investments(scene, one, member, readers):
    """An open project with a hidden organisation and what only the partners read of it, and one for the partners."""
    project = scene.values["investment"] = make_investment(one, visibility="public")
    hidden = (*ORGANISATION_TEAM, "editor", "analyst")
    make_party(project, scene.values["restricted"], brings=scene.hide("Invested Kookaburra", *hidden))
    scene.values["investment_party"] = make_party(project, member, "site")
    scene.values["cost_line"] = make_cost_line(project, scene.hide("Costly Dikkop", *readers), 87654321)
    scene.values["finance_line"] = make_finance(project, scene.hide("Financed Pratincole", *readers))
    scene.values["project_year"] = make_year(project, 2031, revenue=5)
    scene.values["project_risk"] = make_risk(project, scene.hide("Risky Courser", *readers))
    quiet = scene.values["quiet_investment"] = make_investment(
        one, scene.hide("Investing Seriema", *readers), need=scene.hide("Needful Trumpeter", *readers)
    )
    StageEntry.objects.create(
        project=quiet,
        was="idea",
        stage="stopped",
        entered_on="2026-02-01",
        reason=scene.hide("Stopped Sandgrouse", *readers),
    )


def lasting(scene, one, member, readers):
    """An open barrier that a hidden organisation is on, one for the partners, who brokers, and what they will live on."""
    scene.values["barrier"] = make_barrier(one, owner=scene.values["restricted"], visibility="public")
    make_barrier(
        one,
        scene.hide("Barricaded Roadrunner", *readers),
        measures=scene.hide("Countermeasured Mousebird", *readers),
    )
    make_broker_step(one, outside=scene.hide("Brokering Oilbird", *readers))
    make_broker_step(one, task="first-planning", broker=scene.values["restricted"])
    plan = make_plan(one, purpose=scene.hide("Sustainable Hamerkop", *readers), cost=1000)
    scene.values["income"] = make_income(plan, scene.hide("Incoming Shoebill", *readers))
    scene.values["plan_task"] = make_plan_task(plan, scene.hide("Tasklike Secretarybird", *readers))
    make_plan_task(plan, owner=scene.values["restricted"])
    SustainabilityCheck.objects.create(
        plan=plan, checked_on="2017-05-05", finding=scene.hide("Checkered Anhinga", *readers)
    )


def joint_strategy(scene, one, member, readers):
    """What all partners approved is open, with a hidden organisation responsible; what they draft, say and reason is not."""
    draft = make_strategy(
        one,
        vision=scene.hide("Visionful Hoopoe", *readers),
        mission=scene.hide("Missionlike Bittern", *readers),
        visibility="public",
    )
    make_objective(draft, "Sign 12 agreements with ports.", owner=scene.values["restricted"])
    approved = make_version(
        draft,
        content=content_of(JointStrategy(), draft.objectives.all()),
        reason=scene.hide("Reasonless Jacana", *readers),
        state="approved",
        approved_on="2017-02-01",
    )
    Approval.objects.create(
        proposal=approved,
        organisation=member,
        answer="approved",
        note=scene.hide("Noteworthy Cassowary", *readers),
    )
    Approval.objects.create(proposal=approved, organisation=scene.values["restricted"], answer="approved")
    objective = scene.values["objective"] = make_objective(
        draft,
        scene.hide("Objectivist Kakapo", *readers),
        indicator=scene.hide("Indicatory Motmot", *readers),
        owner=member,
    )
    scene.values["comment"] = ObjectiveComment.objects.create(
        objective=objective, organisation=member, text=scene.hide("Commentary Quetzal", *readers)
    )
    StrategyChange.objects.create(
        strategy=draft, objective=objective, kind="added", reason=scene.hide("Changeful Trogon", *readers)
    )
    scene.values["approval"] = make_version(draft, [member, scene.values["restricted"]]).approvals.first()
    PartnerPart.objects.create(
        partnership=one, organisation=member, takes_on=scene.hide("Undertaking Potoo", *readers)
    )


def chains(scene, one, member, readers):
    """An open chain in which a hidden organisation contributes, and one that only the partners know."""
    public = scene.values["chain"] = make_chain(one, visibility="public")
    milling = scene.values["component"] = make_component(public, "Milling")
    scene.values["link"] = make_link(milling, make_component(public, "Baking"))
    scene.values["contribution"] = make_contribution(milling, member)
    of_the_hidden = scene.hide("Contributory Dunlin", *ORGANISATION_TEAM, "editor", "analyst")
    make_contribution(milling, scene.values["restricted"], gives=of_the_hidden)
    quiet = scene.values["quiet_chain"] = make_chain(
        one, scene.hide("Chainlike Turnstone", *readers), topic=scene.hide("Topical Sanderling", *readers)
    )
    sifting = scene.values["quiet_component"] = make_component(
        quiet, scene.hide("Componental Whimbrel", *readers)
    )
    scene.values["quiet_link"] = make_link(
        sifting, make_component(quiet, "Packing"), scene.hide("Linked Redshank", *readers)
    )
    scene.values["quiet_contribution"] = make_contribution(
        sifting, member, gives=scene.hide("Giving Oystercatcher", *readers)
    )
    drawers = "coordinator", "editor", "administrator"
    sheet = scene.values["sheet"] = make_sheet(
        public, member, "Garganey@example.org", note=scene.hide("Noted Garganey", *drawers), state="answered",
        opened_at=timezone.now(), answered_at=timezone.now(),
    )  # fmt: skip
    make_sheet_line(sheet, milling, gives=scene.hide("Answering Godwit", *drawers))


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
        public_claim=make_claim(source=source, statement="Lighthousing keepers of the coast"),
        snapshot=snapshot,
    )


def collaboration(scene, one):
    """What two partnerships say of each other, read by these two."""
    scene.values["collaboration"] = agreements.make_collaboration(
        one,
        counterpart_name="Somebody elsewhere",
        note=scene.hide(
            "Collaborate Binnaclelore", "coordinator", "partner_staff", *INSIDE[:2], "analyst", "editor"
        ),
        visibility="partners",
    )


def asked(scene, one):
    """A public survey, whose answers and respondents are read by its team only, and an open wave with a link that hides nothing."""
    runs = ("coordinator", "partner_staff", "analyst")
    survey = surveys.make_survey(key="harbour-survey", team=one.team, visibility="public")
    wave = surveys.make_wave(survey, state="open", open_link=True, key="harbour-wave")
    quiet = surveys.make_survey(
        key="quiet-survey",
        team=one.team,
        definition=surveys.titled(scene.hide("Questionable Petrelhead", *runs, "editor")),
    )
    told = surveys.make_invitation(
        wave,
        email="someone@respondentia.example",
        name=scene.hide("Respondentia Goosander", *runs, "protection_officer"),
        partnership=one,
    )
    answers = {"A1": "1", "B1_SQ001": "Y", "B1_SQ001comment": scene.hide("Answerable Cormorantly", *runs)}
    scene.values.update(
        survey=survey,
        wave=wave,
        quiet_survey=quiet,
        quiet_wave=surveys.make_wave(quiet, label=scene.hide("Undulating Turnstoned", *runs, "editor")),
        invitation=surveys.make_invitation(wave),
        told=told,
        response=surveys.make_response(wave, answers, invitation=told, blocks=["who"]),
    )
    respondents(scene, wave, one)
    answered(scene, survey)
    surveys.make_draft(survey, scene.hide("Draughtful Spoonbillow", *runs))


def respondents(scene, wave, partnership):
    """Who was asked, the letters to her and what she told, read by whoever runs the survey; what she told of a record also by
    those who edit it.
    """
    readers = ("coordinator", "partner_staff", "analyst", "protection_officer")
    asked = surveys.make_invitation(
        wave,
        name=scene.hide("Inviteth Quillfeather", *readers),
        sent_at=timezone.now(),
        partnership=partnership,
    )
    surveys.make_contact(asked, kind="bounced", outcome=scene.hide("Returned Chiffchaff", *readers))
    response = surveys.make_response(wave, {"A1": "1"}, invitation=asked, state="submitted", blocks=["who"])
    change = surveys.make_change(
        response, field="partnership.website", record_id=partnership.pk, before="",
        told=scene.hide("Proposita Ptarmigan", "coordinator", "partner_staff", "analyst"),
    )  # fmt: skip
    scene.values.update(asked=asked, change=change)


def answered(scene, survey):
    """A wave whose results everybody sees: who answered and what she wrote is read by those who run the survey only."""
    runs = ("coordinator", "partner_staff", "analyst")
    wave = surveys.make_wave(survey, state="published", key="harbour-results")
    respondent = surveys.make_invitation(
        wave, name=scene.hide("Respondine Mizzenmast", *runs, "protection_officer"), group="strand 1"
    )
    response = surveys.make_response(
        wave,
        {"A1": "1", "B1_SQ001": "Y", "B1_SQ001comment": scene.hide("Writtenly Topgallant", *runs), "D2": "Y", "D3": 1},
        repeats={"case": [{"D5": scene.hide("Casework Spinnaker", *runs), "D6": "x"}]},
        invitation=respondent,
        state="submitted",
    )  # fmt: skip
    code = surveys.make_code(survey, "activities", note=scene.hide("Codebook Foretopsail", *runs))
    surveys.make_coding(response, code, "B1_SQ001comment")
    scene.values.update(results_wave=wave, code=code)


def scoreboard(scene, one, partner):
    """An open indicator with an unverified value and a report handed in; one that only the partnership reads."""
    readers = ("coordinator", "partner_staff", *ORGANISATION_TEAM, "analyst", "editor")
    indicator = make_indicator(one, key="harbour-smes", title="SMEs involved", number=1, unit="SME")
    make_indicator(one, title=scene.hide("Indicatrix Windlass", *readers), visibility="partners", number=2)
    period = make_period(one, key="harbour-period", label="2022")
    value = Measurement.objects.create(
        indicator=indicator, period=period, partner=partner, value=41, state="submitted",
        note=scene.hide("Measuredly Capstan", *readers),
    )  # fmt: skip
    report = SubmittedReport.objects.create(
        partnership=one, period=period, as_of="2022-12-31",
        figures={"indicators": {}}, change_reason=scene.hide("Resubmit Bollardish", *readers),
    )  # fmt: skip
    scene.values.update(indicator=indicator, period=period, value=value, submitted=report)
