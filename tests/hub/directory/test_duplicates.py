import json
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from kontor.engine.crosscheck.duplicates import OrganisationRecord, every_pair
from kontor.hub.directory import tasks
from kontor.hub.directory.actions.duplicates import dismiss, find_duplicates, undismiss
from kontor.hub.directory.actions.merge import merge
from kontor.hub.directory.models import DismissedPair
from kontor.hub.directory.queries import duplicates as queries
from kontor.hub.directory.queries.duplicates import SENTENCES, candidates_for
from kontor.hub.directory.rules import duplicates as rules
from kontor.hub.directory.rules.merge import SameRecord
from kontor.hub.foundation.actor import system
from kontor.hub.foundation.jobs import Progress
from kontor.hub.foundation.models import Job
from kontor.hub.foundation.models.audit import AuditEvent
from kontor.hub.foundation.models.job import JobState
from kontor.hub.foundation.refusal import NotAllowed
from tests.factories.actors import make_cluster_manager, make_editor, one_of_each, signed_in
from tests.factories.directory import make_alias, make_organisation, make_region, make_team

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept():
    """Tests roll the trail back, so its numbers come again: what was kept for one test is not for the next."""
    cache.clear()


def make_pair(**fields):
    """Two records that are surely one."""
    website = "https://www.hamburg-aviation.example"
    one = make_organisation("Hamburg Aviation e.V.", country="DE", website=website, **fields)
    return one, make_organisation("HAMBURG AVIATION", country="DE", website=website, **fields)


def names(found):
    return [{pair.kept.name, pair.other.name} for pair in found.shown]


def search_done(head=0):
    """What the job left behind, run here."""
    job = Job.objects.create(kind=queries.JOB, title="Search for doubles")
    done = tasks.find_duplicates(Progress(str(job.pk)), None)
    Job.objects.filter(pk=job.pk).update(
        state=JobState.DONE, result=json.loads(json.dumps(done.result)), finished_at=timezone.now()
    )
    return job


# Which pairs, and why.


def test_candidates_say_why_in_words():
    make_pair()

    (pair,) = candidates_for(make_editor()).shown

    assert (pair.score, pair.word, pair.tone) == (1.0, "very likely", "bad")
    assert [why.sentence for why in pair.speaking_for] == [
        "The names are the same but for the legal form: 'HAMBURG AVIATION' and 'Hamburg Aviation e.V.'.",
        "Both have the website hamburg-aviation.example.",
        "Both are in Germany.",
    ]


def test_candidates_say_what_speaks_against():
    bilbao = make_region("ES21", "País Vasco")
    make_organisation("Basque Energy Cluster", region=bilbao, kind="cluster-organisation")
    make_organisation("Basque Energy Cluster", region=make_region("ES61", "Andalucía"), kind="association")

    (pair,) = candidates_for(make_editor()).shown

    assert [why.sentence for why in pair.speaking_against] == [
        "They are in different regions: País Vasco and Andalucía.",
        "They are of different kinds: association or network and cluster organisation.",
    ]


def test_candidates_propose_to_keep_the_published_and_fuller_record():
    draft = make_organisation(
        "Hamburg Aviation", country="DE", state="draft", description="Much.", founded="2001"
    )
    bare = make_organisation("Hamburg Aviation e.V.", country="DE")

    (pair,) = candidates_for(make_editor()).shown

    assert (pair.kept, pair.other) == (bare, draft)


def test_candidates_know_other_names():
    make_alias(make_organisation("Energiaren Klusterra"), "Basque Energy Cluster")
    make_organisation("Basque Energy Cluster")

    (pair,) = candidates_for(make_editor()).shown

    assert pair.reasons[0].code == "alias-of"


WORDS = st.lists(
    st.sampled_from(
        ["Basque", "Energy", "Cluster", "Maritime", "Hamburg", "e.V.", "Aviation", "GAIA", "Norte"]
    ),
    min_size=1,
    max_size=4,
)
RECORDS = st.builds(
    OrganisationRecord,
    id=st.sampled_from(["a", "b"]),
    name=WORDS.map(" ".join),
    short_name=st.sampled_from(["", "BEC", "GAIA"]),
    aliases=st.lists(WORDS.map(" ".join), max_size=1).map(tuple),
    country=st.sampled_from(["", "ES", "DE", "EU"]),
    region=st.sampled_from(["", "ES21", "DE60"]),
    website=st.sampled_from(["", "one.example.org"]),
    kind=st.sampled_from(["sme", "cluster-organisation"]),
)


@given(one=RECORDS, other=RECORDS)
def test_every_reason_of_the_engine_has_a_sentence(one, other):
    records = [one, OrganisationRecord("z", *(getattr(other, name) for name in one.__slots__[1:]))]

    for pair in every_pair(records):
        for reason in pair.reasons:
            sentence = queries.why_of(reason.code, reason.values, reason.speaks_for, {}).sentence
            assert reason.code in SENTENCES
            assert "%(" not in sentence


def test_candidates_are_searched_anew_after_a_change():
    editor = make_editor()
    one, other = make_pair()
    found = candidates_for(editor).count

    merge(actor=editor, survivor=one, double=other, today=timezone.localdate())

    assert (found, candidates_for(editor).count) == (1, 0)


# Who sees them.


def test_candidates_of_others_are_for_platform_editors_only():
    one, _other = make_pair()
    make_organisation("Basque Energy Cluster")
    make_organisation("Basque Energy Cluster e.V.")
    team = make_team(one)

    counts = {role: candidates_for(actor).count for role, actor in one_of_each(team).items()}

    assert {role for role, count in counts.items() if count == 2} == {"editor", "administrator", "system"}
    assert {role for role, count in counts.items() if count == 1} == {"sme", "cluster_manager"}
    assert {role for role, count in counts.items() if count == 0} == {
        "coordinator", "partner_staff", "visitor", "outsider_coordinator", "analyst", "protection_officer",
    }  # fmt: skip


def test_candidates_leak_no_restricted_organisation():
    one, _public = make_pair()
    make_organisation("Hamburg Aviation Secretmarker", country="DE", visibility="restricted")
    manager = make_cluster_manager(make_team(one))

    seen = candidates_for(manager)

    assert candidates_for(make_editor()).count == 3
    assert names(seen) == [{"Hamburg Aviation e.V.", "HAMBURG AVIATION"}]


def test_duplicates_page_leaks_no_restricted_organisation(client):
    one, _public = make_pair()
    make_organisation("Hamburg Aviation Secretmarker", country="DE", visibility="restricted")
    make_organisation("Hamburg Aviation Draftmarker", country="DE", state="draft")
    address = reverse("directory:duplicates")

    for role, actor in one_of_each(make_team(one)).items():
        if role in ("system", "editor", "administrator"):
            continue
        text = signed_in(client, actor).get(address).content.decode()
        assert "Secretmarker" not in text, role
        assert role == "analyst" or "Draftmarker" not in text, role

    assert "Secretmarker" in signed_in(client, make_editor()).get(address).content.decode()


def test_duplicates_page_shows_teams_their_own_pairs_without_buttons(client):
    one, other = make_pair()
    signed_in(client, make_cluster_manager(make_team(one)))

    text = client.get(reverse("directory:duplicates")).content.decode()

    assert "HAMBURG AVIATION" in text
    assert reverse("directory:merge", args=[one.key, other.key]) not in text
    assert "Compare and merge" not in text


def test_duplicates_page_asks_visitors_to_turn_to_an_editor(client):
    answer = client.get(reverse("directory:duplicates"))

    assert answer.status_code == 403
    assert "platform editors" in answer.content.decode()


# Different after all.


def test_dismiss_leaves_the_pair_out_until_it_is_taken_back():
    editor = make_editor()
    one, other = make_pair()

    pair = dismiss(actor=editor, one=other, other=one, reason="two boards")
    dismissed = candidates_for(editor).count
    undismiss(actor=editor, pair=pair)

    assert (pair.first, pair.second) == (one, other)
    assert (dismissed, candidates_for(editor).count) == (0, 1)
    actions = AuditEvent.objects.order_by("number").values_list("action", flat=True)
    assert list(actions) == ["directory.dismiss-pair", "directory.undismiss-pair"]


def test_dismiss_refuses_without_a_reason_twice_and_with_itself():
    editor = make_editor()
    one, other = make_pair()

    with pytest.raises(rules.NeedsAnExplanation):
        dismiss(actor=editor, one=one, other=other, reason=" ")
    with pytest.raises(SameRecord):
        dismiss(actor=editor, one=one, other=one, reason="odd")
    dismiss(actor=editor, one=one, other=other, reason="two boards")
    with pytest.raises(rules.DismissedAlready):
        dismiss(actor=editor, one=other, other=one, reason="two boards")


def test_dismiss_is_for_platform_editors():
    one, other = make_pair()

    allowed = set()
    for role, actor in one_of_each(make_team(one)).items():
        try:
            undismiss(actor=actor, pair=dismiss(actor=actor, one=one, other=other, reason="two boards"))
            allowed.add(role)
        except NotAllowed:
            continue

    assert allowed == {"editor", "administrator", "system"}


def test_dismiss_and_undismiss_pages(client):
    one, other = make_pair()
    signed_in(client, make_editor())
    address = reverse("directory:dismiss", args=[one.key, other.key])

    wordless = client.post(address, {"reason": ""})
    done = client.post(address, {"reason": "two boards"})
    listed = client.get(reverse("directory:dismissed")).content.decode()
    pair = DismissedPair.objects.get()
    asked = client.get(reverse("directory:undismiss", args=[pair.pk])).status_code
    back = client.post(reverse("directory:undismiss", args=[pair.pk]))

    assert wordless.status_code == 422
    assert done.url == reverse("directory:duplicates")
    assert "two boards" in listed
    assert asked == 200
    assert back.url == reverse("directory:dismissed")
    assert not DismissedPair.objects.exists()


def test_dismissing_pages_are_for_platform_editors(client):
    one, other = make_pair()
    pair = dismiss(actor=make_editor(), one=one, other=other, reason="two boards")
    addresses = [
        reverse("directory:dismiss", args=[one.key, other.key]),
        reverse("directory:dismissed"),
        reverse("directory:undismiss", args=[pair.pk]),
    ]

    found = {
        role: [signed_in(client, actor).get(address).status_code for address in addresses]
        for role, actor in one_of_each(make_team(one)).items()
        if role != "system"
    }

    allowed = {role for role, codes in found.items() if codes == [200, 200, 200]}
    assert allowed == {"editor", "administrator"}
    assert {tuple(codes) for role, codes in found.items() if role not in allowed} == {(403, 403, 404)}


# A large directory.


def test_large_directory_shows_the_last_search_and_says_when_it_is_outdated(monkeypatch):
    monkeypatch.setattr(queries, "AT_ONCE", 1)
    editor = make_editor()
    one, other = make_pair()
    make_organisation("Basque Energy Cluster")

    unsearched = candidates_for(editor)
    search_done()
    searched = candidates_for(editor)
    merge(actor=editor, survivor=one, double=other, today=timezone.localdate())
    later = candidates_for(editor)

    assert (unsearched.count, unsearched.in_background, unsearched.searched_at) == (0, True, None)
    assert (searched.count, searched.outdated) == (1, False)
    assert (later.count, later.outdated) == (0, True)


def test_find_duplicates_starts_one_search_and_the_page_shows_it(client, monkeypatch):
    monkeypatch.setattr(queries, "AT_ONCE", 1)
    make_pair()
    editor = make_editor()
    signed_in(client, editor)

    answer = client.post(reverse("directory:find_duplicates"))
    page = client.get(reverse("directory:duplicates"))
    part = client.get(reverse("directory:duplicates"), headers={"HX-Request": "true"})

    assert answer.url == reverse("directory:duplicates")
    assert Job.objects.filter(kind=queries.JOB).count() == 1
    assert "Search for doubles" in page.content.decode()
    assert part.content.decode().lstrip().startswith('<div class="job"')
    with pytest.raises(rules.SearchIsRunning):
        find_duplicates(actor=editor)


def test_find_duplicates_is_for_platform_editors():
    with pytest.raises(NotAllowed):
        find_duplicates(actor=make_cluster_manager())


# Statements and command.


def test_duplicates_page_asks_the_same_number_of_statements_at_two_sizes(client):
    signed_in(client, make_editor())
    make_pair()
    few = statements(client)
    for number in range(8):
        make_alias(make_organisation(f"Hamburg Aviation {number}", country="DE"), f"HAM {number}")
    cache.clear()

    many = statements(client)

    assert few == many


def statements(client):
    client.get(reverse("directory:duplicates"))
    with CaptureQueriesContext(connection) as caught:
        client.get(reverse("directory:duplicates"))
    return len(caught)


def test_duplicates_command_writes_json():
    one, other = make_pair()
    out = StringIO()

    call_command("duplicates", "--json", stdout=out)

    (pair,) = json.loads(out.getvalue())
    assert {pair["first"]["id"], pair["second"]["id"]} == {one.key, other.key}
    assert pair["score"] == 1.0
    assert pair["reasons"][0]["code"] == "same-name-after-legal-form"


def test_duplicates_command_leaves_dismissed_pairs_and_low_scores_out():
    one, other = make_pair()
    dismiss(actor=system("test"), one=one, other=other, reason="two boards")
    make_organisation("Basque Energy Cluster", country="ES")
    make_organisation("Basque Energy Cluster Bilbao", country="ES")
    low, high = StringIO(), StringIO()

    call_command("duplicates", "--json", stdout=low)
    call_command("duplicates", "--json", "--threshold", "0.99", stdout=high)

    assert len(json.loads(low.getvalue())) == 1
    assert json.loads(high.getvalue()) == []


def test_duplicates_command_refuses_a_threshold_it_does_not_know():
    with pytest.raises(CommandError, match=r"from 0\.7 to 1") as refused:
        call_command("duplicates", "--threshold", "0.3")

    assert refused.value.returncode == 2
