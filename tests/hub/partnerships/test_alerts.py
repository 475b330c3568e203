"""Who hears of new partner searches: once, in one mail, of what she may see and asked for."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from kontor.hub.foundation import search as index
from kontor.hub.foundation.actor import VISITOR, system
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.foundation.refusal import ChangedMeanwhile, NotAllowed, NotThere
from kontor.hub.partnerships import actions, queries, rules
from kontor.hub.partnerships.choices import GROUP_OF, SearchType
from kontor.hub.partnerships.models import AlertSent, Follow, PartnerSearch, SearchAlert
from kontor.hub.partnerships.queries.findable import SEARCHES
from tests.factories import actors
from tests.factories.directory import make_country, make_organisation, make_team, make_term
from tests.factories.partnerships import make_interest, make_search
from tests.hub.partnerships.test_leaks import Caller

pytestmark = pytest.mark.django_db


def send(capture):
    """The daily mails; how many people were told."""
    with capture(execute=True):
        return actions.send_alerts(actor=system("partnerships.send_alerts"), today=timezone.localdate())


def fitting(actor, **fields):
    """The titles of the searches that pass an alert with these filters."""
    alert = actions.add_alert(actor=actor, **fields)
    found = queries.fitting(actor, alert, timezone.localdate())
    return sorted(found.values_list("title", flat=True))


def test_every_type_of_search_has_one_kind():
    assert sorted(GROUP_OF) == sorted(SearchType.values)


def test_alert_tells_of_each_new_search_once_in_one_mail(django_capture_on_commit_callbacks):
    actor = actors.make_sme()
    actions.add_alert(actor=actor, group="technology")
    actions.add_alert(actor=actor, direction="offer")
    make_search(title="Licence for blades", type="licence", direction="offer")
    make_search(title="Franchise of bakeries", type="franchise", direction="request")
    make_search(title="Crane to share", type="joint-venture", direction="offer")

    told = [send(django_capture_on_commit_callbacks), send(django_capture_on_commit_callbacks)]

    (letter,) = mail.outbox
    assert (told, letter.subject) == ([1, 0], "2 new partner searches for you")
    assert [
        title in letter.body for title in ("Licence for blades", "Franchise of bakeries", "Crane to share")
    ] == [True, False, True]
    assert AlertSent.objects.filter(user_id=actor.user_id).count() == 2

    make_search(title="Patent for towers", type="licence")
    send(django_capture_on_commit_callbacks)

    assert mail.outbox[1].subject == "1 new partner search for you"
    assert "Patent for towers" in mail.outbox[1].body
    assert "Licence for blades" not in mail.outbox[1].body


def test_alert_names_nobody_who_is_anonymous_and_nothing_one_may_not_see(django_capture_on_commit_callbacks):
    actor = actors.make_sme()
    actions.add_alert(actor=actor, type="licence")
    make_search(
        make_organisation("Hidden Cluster"),
        type="licence",
        anonymous=True,
        public_description="Cluster, Spain",
    )
    make_search(make_organisation("Known Cluster"), type="licence")
    make_search(title="Not for her", type="licence", visibility="partners")
    make_search(title="Not yet read by an editor", type="licence", state="review")
    make_search(title="Over", type="licence", expires_on=timezone.localdate() - timedelta(days=1))

    send(django_capture_on_commit_callbacks)

    (letter,) = mail.outbox
    assert letter.subject == "2 new partner searches for you"
    assert "Cluster, Spain" in letter.body
    assert "Known Cluster" in letter.body
    for words in ("Hidden Cluster", "Not for her", "Not yet read", "Over"):
        assert words not in letter.body


def test_alert_is_silent_of_ones_own_searches_of_old_ones_and_when_it_rests(
    django_capture_on_commit_callbacks,
):
    organisation = make_organisation()
    own = actors.make_cluster_manager(make_team(organisation))
    resting = actors.make_sme()
    gone = actors.make_sme()
    actions.add_alert(actor=own, type="licence")
    paused = actions.add_alert(actor=resting, type="licence")
    actions.edit_alert(actor=resting, alert=paused, version=paused.version, paused=True)
    actions.remove_alert(actor=gone, alert=actions.add_alert(actor=gone, type="licence"))
    make_search(organisation, type="licence")
    make_search(type="licence", published_on=timezone.localdate() - timedelta(days=3), title="Long known")

    assert send(django_capture_on_commit_callbacks) == 0
    assert mail.outbox == []


def test_follow_with_alerts_hears_of_similar_new_searches(django_capture_on_commit_callbacks):
    old = make_search(type="licence", published_on=timezone.localdate() - timedelta(days=3))
    follower = actors.make_sme()
    actions.follow(actor=follower, search=old, alerts=True)
    hidden = make_organisation("Hidden Cluster")
    make_search(hidden, type="licence", anonymous=True, public_description="Cluster, Spain")
    make_search(type="franchise", title="Bakeries")

    send(django_capture_on_commit_callbacks)

    (told,) = mail.outbox
    assert "Cluster, Spain" in told.body
    assert "Hidden Cluster" not in told.body + told.subject
    assert "Bakeries" not in told.body


def test_filters_of_an_alert_pass_what_they_say():
    actor = actors.make_sme()
    wind = make_term(label="Wind")
    offshore = make_term(label="Offshore wind", parent=wind)
    anywhere = make_search(title="Anywhere", text="Blades of carbon.", type="licence", direction="offer")
    spain = make_search(title="Spain", text="Towers.", type="european-project")
    spain.countries.add(make_country("ES"))
    spain.terms.add(offshore)
    france = make_search(title="France", text="Carbon towers.", type="franchise")
    france.countries.add(make_country("FR"))
    france.terms.add(wind)
    index.update(SEARCHES, PartnerSearch.objects.filter(pk__in=[anywhere.pk, spain.pk, france.pk]))

    assert fitting(actor, direction="offer") == ["Anywhere"]
    assert fitting(actor, group="research") == ["Spain"]
    assert fitting(actor, type="franchise") == ["France"]
    assert fitting(actor, terms=[wind]) == ["France", "Spain"]
    assert fitting(actor, terms=[offshore]) == ["Spain"]
    assert fitting(actor, countries=[make_country("FR")]) == ["Anywhere", "France"]
    assert fitting(actor, words="carbon") == ["Anywhere", "France"]
    assert fitting(actor, words="carbon", countries=[make_country("ES")]) == ["Anywhere"]


def test_alert_that_all_or_none_would_pass_is_refused():
    actor = actors.make_sme()

    with pytest.raises(rules.AlertWithoutFilter):
        actions.add_alert(actor=actor, words="  ")
    with pytest.raises(rules.NoSuchTypeInThisKind) as refused:
        actions.add_alert(actor=actor, group="research", type="licence")
    with pytest.raises(NotAllowed):
        actions.add_alert(actor=VISITOR, type="licence")

    assert refused.value.data == {"type": "Licence", "kind": "Research"}
    assert not SearchAlert.objects.exists()


def test_alert_is_ones_own():
    owner, other = actors.make_sme(), actors.make_sme()
    alert = actions.add_alert(actor=owner, words="wind")

    with pytest.raises(NotThere):
        actions.edit_alert(actor=other, alert=alert, version=alert.version, words="sun")
    with pytest.raises(NotThere):
        actions.remove_alert(actor=other, alert=alert)
    with pytest.raises(NotThere):
        queries.own_alert(other, alert.pk)
    with pytest.raises(ChangedMeanwhile):
        actions.edit_alert(actor=owner, alert=alert, version=alert.version + 1, words="sun")
    assert [one.alert for one in queries.alerts_of(owner, timezone.localdate())] == [alert]
    assert queries.alerts_of(other, timezone.localdate()) == []


def test_link_in_the_mail_stops_all_mails_without_signing_in(client, django_capture_on_commit_callbacks):
    actor = actors.make_sme()
    alert = actions.add_alert(actor=actor, type="licence")
    actions.follow(actor=actor, search=make_search(), alerts=True)
    make_search(type="licence")
    send(django_capture_on_commit_callbacks)
    (letter,) = mail.outbox
    address = next(line for line in letter.body.splitlines() if "/stop/" in line)
    path = address[address.index("/partnerships/") :]

    shown = client.get(path)
    still = SearchAlert.objects.get(pk=alert.pk).paused
    done = client.post(path, {})

    assert (shown.status_code, still, done.status_code) == (200, False, 302)
    assert SearchAlert.objects.get(pk=alert.pk).paused is True
    assert Follow.objects.get().alerts is False
    assert set(
        AuditEvent.objects.filter(action="partnerships.edit_alert").values_list("actor_id", flat=True)
    ) == {actor.user_id}
    make_search(type="licence")
    assert send(django_capture_on_commit_callbacks) == 0
    assert client.get(path[:-2] + "x/").status_code == 404


def test_alerts_are_kept_from_the_list_changed_and_removed_on_their_pages(client):
    actor = actors.make_sme()
    term = make_term(label="Wind")
    make_search(type="licence").terms.add(term)
    actors.signed_in(client, actor)
    filters = f"?type=licence&kind=technology&field={term.pk}&q=blades"

    listed = client.get(reverse("partnerships:searches") + filters)
    address = listed.context["page"].alert_url
    form = client.get(address).context["form"]
    kept = client.post(
        address, {"type": "licence", "group": "technology", "terms": [term.pk], "words": "blades"}
    )
    alert = SearchAlert.objects.get()
    read = client.get(reverse("partnerships:alerts")).content.decode()
    changed = client.post(
        reverse("partnerships:edit_alert", args=[alert.pk]),
        {"type": "licence", "version": alert.version, "paused": "on"},
    )
    resting = SearchAlert.objects.get()

    assert form.initial == {
        "direction": "", "group": "technology", "type": "licence", "words": "blades", "terms": [str(term.pk)], "countries": [],
    }  # fmt: skip
    assert (kept.status_code, changed.status_code) == (302, 302)
    assert [words in read for words in ("Licence", "Technology", "Wind", "blades")] == [True] * 4
    assert (resting.paused, resting.words, list(resting.terms.all())) == (True, "", [])
    assert client.get(reverse("partnerships:remove_alert", args=[alert.pk])).status_code == 200
    assert client.post(reverse("partnerships:remove_alert", args=[alert.pk])).status_code == 302
    assert not SearchAlert.objects.exists()


def test_alerts_by_api():
    caller = Caller(actors.make_sme())
    term = make_term("technology-field", "wind")
    make_search(type="licence").terms.add(term)

    (made,) = caller.post(
        "/search-alerts", json={"type": "licence", "terms": ["technology-field:wind"]}
    ).json()
    (changed,) = caller.post(
        f"/search-alerts/{made['id']}/edit",
        json={"type": "licence", "paused": True, "version": made["version"]},
    ).json()
    removed = caller.post(f"/search-alerts/{made['id']}/remove")

    assert (made["terms"], made["fitting"], made["paused"]) == (["technology-field:wind"], 1, False)
    assert (changed["terms"], changed["paused"]) == ([], True)
    assert (removed.status_code, caller.get("/search-alerts").json()) == (204, [])


def test_comment_is_removed_by_its_author_or_with_a_reason(django_capture_on_commit_callbacks):
    search = make_search(
        make_organisation("Hidden Cluster"), anonymous=True, public_description="Cluster, Spain"
    )
    searcher = actors.make_cluster_manager(search.organisation.team)
    author = actors.make_sme()
    first, second = (
        actions.comment(actor=author, search=search, text=text)
        for text in ("Buy my cranes!", "A doubtful word.")
    )

    with pytest.raises(NotAllowed):
        actions.remove_comment(actor=actors.make_sme(), comment=first, reason="I dislike it.")
    with pytest.raises(rules.NeedsAReasonToRemove):
        actions.remove_comment(actor=searcher, comment=first, reason=" ")
    with pytest.raises(rules.NamesTheSearcher):
        actions.remove_comment(actor=searcher, comment=first, reason="Not about Hidden Cluster.")
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_comment(actor=searcher, comment=first, reason="This is advertising.")
        actions.remove_comment(actor=author, comment=second)

    (told,) = mail.outbox
    assert "This is advertising." in told.body
    assert "Hidden Cluster" not in told.body + told.subject
    assert list(search.comments.all()) == []


def test_comment_is_removed_on_its_page_and_by_api(client):
    search = make_search()
    first, second = (actions.comment(actor=actors.make_sme(), search=search, text=text) for text in "AB")
    searcher = actors.make_cluster_manager(search.organisation.team)
    actors.signed_in(client, searcher)
    address = reverse("partnerships:remove_comment", args=[first.pk])

    read = client.get(search.get_absolute_url()).content.decode()
    refused = client.post(address, {"reason": ""})
    done = client.post(address, {"reason": "Off the subject."})
    comments = Caller(searcher).get(f"/searches/{search.pk}/comments").json()
    removed = Caller(searcher).post(f"/search-comments/{second.pk}/remove", json={"reason": "Off it, too."})

    assert address in read
    assert (client.get(address).status_code, refused.status_code, done.status_code) == (404, 409, 302)
    assert ([one["text"] for one in comments], removed.status_code) == (["B"], 204)
    assert not search.comments.exists()


def test_decision_by_api_tells_both_sides_who_the_other_is():
    search = make_search(
        make_organisation("Hidden Cluster"), anonymous=True, public_description="Cluster, Spain"
    )
    shy = make_organisation("Shy Institute", country="FR", kind="research")
    interest = make_interest(search, shy, anonymous=True)
    searcher = Caller(actors.make_cluster_manager(search.organisation.team))

    (before,) = searcher.get(f"/searches/{search.pk}/interests").json()
    after = searcher.post(f"/search-interests/{interest.pk}/decide", json={"accepted": True}).json()

    assert before["organisation"] is None
    assert "Shy" not in str(before)
    assert before["said"].endswith(", France")
    assert (after["organisation"], after["said"]) == (shy.key, "Shy Institute")
    known = Caller(actors.make_cluster_manager(shy.team)).get(f"/searches/{search.pk}").json()
    assert known["said"] == "Hidden Cluster"
