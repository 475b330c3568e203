"""A respondent answers over her link, page by page, without scripts."""

import pytest

from kontor.engine.questionnaire import Block, Kind, Option, Part, Question, Repeat, Survey
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.surveys import actions
from kontor.hub.surveys.models import SurveyResponse
from kontor.hub.surveys.queries import respondent_of
from tests.factories.surveys import make_invitation, make_survey, make_wave
from tests.hub.surveys.browsing import Respondent, begun, respondent

pytestmark = pytest.mark.django_db


def answers_of(invitation):
    return SurveyResponse.objects.get(invitation=invitation).document["answers"]


def cases_of(invitation):
    return [
        one["answers"]
        for one in SurveyResponse.objects.get(invitation=invitation).document["repeats"]["case"]
    ]


def test_whole_survey_is_answered_and_handed_in(client):
    invitation = make_invitation(group="strand 1")
    one = begun(client, invitation)

    keys = [one.key]
    for answers in (
        {"A1": "1", "B1_SQ001": "Y", "B1_SQ001comment": "A brand"},
        {"D2": "Y"},
        {"D3": "2"},
        {"D5": "Acme", "D6": "Trade"},
    ):
        one.send("next", answers)
        keys.append(one.key)
    one.send("finish", {"D5": "Bcme"})

    response = SurveyResponse.objects.get()
    assert keys == ["who", "results", "results", "case/1", "case/2"]
    assert "Your answers are handed in" in one.words
    assert (response.state, response.blocks, response.group) == (
        "submitted",
        ["who", "results", "case"],
        "strand 1",
    )
    assert response.document["answers"] == {
        "A1": "1", "B1_SQ001": "Y", "B1_SQ001comment": "A brand", "D2": "Y", "D3": 2,
    }  # fmt: skip
    assert [item["answers"]["D5"] for item in response.document["repeats"]["case"]] == ["Acme", "Bcme"]
    invitation.refresh_from_db()
    assert invitation.completed_at == response.submitted_at
    assert AuditEvent.objects.filter(action="surveys.submit_response").count() == 1


def test_question_that_an_answer_brings_up_is_asked_on_the_same_page(client):
    invitation = make_invitation()
    one = begun(client, invitation).send("next", {"A1": "1"})
    before = one.asked

    one.send("next", {"D2": "Y"})

    assert (before, one.asked, one.status) == (["D2"], ["D2", "D3"], 200)
    assert "brought up further questions" in one.words


def test_wrong_answer_is_said_beside_its_field_and_stays_as_typed(client):
    invitation = make_invitation()
    one = begun(client, invitation).send("next", {"A1": "1"}).send("next", {"D2": "Y"})

    one.send("next", {"D2": "Y", "D3": "many"})

    assert (one.status, one.key) == (422, "results")
    assert one.filled["D3"] == "many"
    assert "“many” is no number" in one.words
    assert 'aria-invalid="true" aria-describedby="e-D3"' in one.html
    assert 'id="e-D3"' in one.html


def test_required_question_left_empty_keeps_her_on_the_page_and_going_back_is_always_possible(client):
    invitation = make_invitation()
    one = begun(client, invitation).send("next", {"A1": "1"})

    refused = one.send("next").status
    back = one.send("back")

    assert (refused, back.status, back.key) == (422, 200, "who")


def test_fewer_cases_hide_the_others_and_they_are_named_before_they_are_dropped(client):
    invitation = make_invitation()
    one = (
        begun(client, invitation)
        .send("next", {"A1": "1"})
        .send("next", {"D2": "Y"})
        .send("next", {"D3": "3"})
    )
    for name in ("Acme", "Bcme"):
        one.send("next", {"D5": name})
    one.send("save", {"D5": "Ccme"})
    one.look("results").send("next", {"D3": "2"})
    kept = cases_of(invitation)

    one.look("case/2").send("finish")
    named = one.words
    unconfirmed = one.send("hand").status
    one.send("hand", confirm="yes")

    assert [case["D5"] for case in kept] == ["Acme", "Bcme", "Ccme"]
    assert "will not be handed in" in named
    assert "Ccme" in named
    assert unconfirmed == 409
    response = SurveyResponse.objects.get()
    assert [case["D5"] for case in cases_of(invitation)] == ["Acme", "Bcme"]
    assert response.dropped == [{"place": "case/3", "cell": "D5", "reason": "beyond"}]


def test_what_is_missing_is_listed_with_its_page_before_handing_in(client):
    invitation = make_invitation()
    one = begun(client, invitation).send("save", {"A1": "1"})

    one.send("page:~review")
    refused = one.send("hand")

    assert refused.status == 422
    assert "Results : Was an agreement signed? Please answer this question" in refused.words
    assert SurveyResponse.objects.get().state == "partial"


def test_comment_without_its_tick_is_kept_warned_of_and_dropped_at_the_end(client):
    invitation = make_invitation()
    one = begun(client, invitation).send("next", {"A1": "1", "B1_SQ002comment": "No tick"})
    kept = answers_of(invitation)

    one.send("next", {"D2": "N"})
    one.look("results").send("finish")

    assert kept["B1_SQ002comment"] == "No tick"
    assert "No tick" in one.words
    one.send("hand", confirm="yes")
    assert "B1_SQ002comment" not in answers_of(invitation)


def test_unticking_a_box_clears_it_and_what_was_not_shown_stays(client):
    invitation = make_invitation()
    one = begun(client, invitation).send("save", {"A1": "1", "B1_SQ001": "Y"})

    client.post(one.address, {"page": "who", "asked": ["B1"], "go": "save", "a:B1_SQ002": "Y"})

    answers = answers_of(invitation)
    assert (answers["A1"], answers["B1_SQ001"], answers["B1_SQ002"]) == ("1", "", "Y")


def test_forged_relevance_and_foreign_cells_change_nothing(client):
    invitation = make_invitation()
    one = begun(client, invitation)

    client.post(
        one.address,
        {"page": "who", "asked": ["A1", "D3", "nothing", "case/1/D5"], "go": "next", "a:A1": "2", "a:D3": "7", "relevance5": "1", "a:case/1/D5": "x"},
    )  # fmt: skip

    one.look()
    response = SurveyResponse.objects.get()
    assert response.document["answers"]["A1"] == "2"
    assert list(one.asked) == ["D2"]
    assert "case" not in response.blocks


def test_saved_answers_are_there_when_she_comes_back_and_she_stands_where_she_stopped(client):
    invitation = make_invitation()
    begun(client, invitation).send("next", {"A1": "2"}).send("save", {"D2": "Y"})

    again = respondent(client, invitation).look()

    assert (again.key, again.filled["D2"]) == ("results", "Y")


def test_pages_ahead_cannot_be_jumped_to(client):
    invitation = make_invitation()

    one = begun(client, invitation).look("results")

    assert one.key == "who"


def test_two_windows_of_one_respondent_lose_nothing(client):
    invitation = make_invitation()
    begun(client, invitation)
    first, second = respondent_of(invitation.token), respondent_of(invitation.token)

    actions.save_page(
        actor=first.actor, respondent=first, given=actions.PageAnswers("who", {(): {"A1": "1"}})
    )
    actions.save_page(
        actor=second.actor, respondent=second, given=actions.PageAnswers("who", {(): {"B1_SQ001": "Y"}})
    )

    assert answers_of(invitation) == {"A1": "1", "B1_SQ001": "Y"}


def test_wave_that_closed_meanwhile_takes_nothing_more(client):
    invitation = make_invitation()
    begun(client, invitation)
    found = respondent_of(invitation.token)
    invitation.wave.state = "closed"
    invitation.wave.save()

    with pytest.raises(actions.answering.rules.WaveIsNotOpen):
        actions.save_page(
            actor=found.actor, respondent=found, given=actions.PageAnswers("who", {(): {"A1": "1"}})
        )
    shown = respondent(client, invitation).look()

    assert answers_of(invitation) == {}
    assert "not open for answers" in shown.words


def test_handed_in_answers_are_opened_again_until_the_wave_closes(client):
    invitation = make_invitation()
    one = begun(client, invitation).send("next", {"A1": "1"}).send("finish", {"D2": "N"})

    one.send("reopen")
    reopened = SurveyResponse.objects.get().state
    invitation.refresh_from_db()
    waiting = invitation.completed_at
    one.look("results").send("finish", {"D2": "N"})

    assert (reopened, waiting) == ("partial", None)
    assert SurveyResponse.objects.get().state == "submitted"
    assert list(AuditEvent.objects.order_by("number").values_list("action", flat=True)) == [
        "surveys.submit_response", "surveys.reopen_response", "surveys.submit_response",
    ]  # fmt: skip


def test_anonymous_answers_lose_their_respondent_when_handed_in(client):
    wave = make_wave(state="open", anonymous=True)
    invitation = make_invitation(wave, group="strand 2")
    one = begun(client, invitation).send("next", {"A1": "2"})
    draft = SurveyResponse.objects.get().pk

    one.send("finish", {"D2": "N"})

    response = SurveyResponse.objects.get()
    invitation.refresh_from_db()
    assert (response.invitation_id, response.partnership_id, response.group) == (None, None, "strand 2")
    assert response.pk != draft
    assert {moment.strftime("%M%S") for moment in (response.submitted_at, response.created_at, invitation.completed_at)} == {"0000"}  # fmt: skip
    assert response.started_at is None
    assert AuditEvent.objects.get().actor == "respondent"
    assert "Change my answers" not in one.words


def test_open_link_begins_a_response_with_a_link_of_its_own(client):
    wave = make_wave(make_survey(visibility="public"), state="open", open_link=True)
    first = client.get(f"/surveys/open/{wave.key}/")

    sent = client.post(f"/surveys/open/{wave.key}/", {"go": "begin"})
    one = Respondent(client, sent.headers["Location"]).look()
    one.send("save", {"A1": "2"})

    assert (first.status_code, sent.status_code, one.key) == (200, 303, "who")
    assert SurveyResponse.objects.get().document["answers"]["A1"] == "2"
    assert Respondent(client, sent.headers["Location"]).look().filled["A1"] == "2"


def test_looking_at_the_first_page_begins_nothing(client):
    invitation = make_invitation()

    respondent(client, invitation).look()

    invitation.refresh_from_db()
    assert (SurveyResponse.objects.count(), invitation.opened_at) == (0, None)


@pytest.mark.parametrize("address", ["answer/0123456789abcdef0123456789abcdef/", "open/wave/", "answer/1/"])
def test_guessed_link_is_not_there(client, address):
    make_invitation()
    make_wave(make_survey(visibility="public"), state="open", key="wave")

    assert (client.get(f"/surveys/{address}").status_code, client.post(f"/surveys/{address}", {"go": "begin"}).status_code) == (404, 404)  # fmt: skip


def test_open_link_of_a_survey_that_is_not_public_is_not_there_for_a_stranger(client):
    wave = make_wave(state="open", open_link=True)

    assert client.get(f"/surveys/open/{wave.key}/").status_code == 404


def test_link_of_one_wave_says_nothing_of_other_respondents(client):
    wave = make_wave(state="open")
    first, second = make_invitation(wave), make_invitation(wave)
    begun(client, first).send("save", {"A1": "1", "B1_SQ001comment": "Gannetsecret"})

    other = begun(client, second)

    assert "Gannetsecret" not in other.html
    assert other.filled.get("A1") is None


def test_pages_are_never_kept_by_the_browser(client):
    response = client.get(f"/surveys/answer/{make_invitation().token}/")

    assert (response.headers["Cache-Control"], response.headers["X-Robots-Tag"]) == ("no-store, private", "noindex, nofollow")  # fmt: skip


def test_page_speaks_the_language_chosen_and_its_frame_too(client):
    invitation = make_invitation(language="de")
    one = begun(client, invitation)
    german = one.words

    one.send("language:en", {"A1": "1"})

    assert "Welcher Strang?" in german
    assert "Weiter" in german
    assert 'lang="de"' in one.html or "Which strand?" in one.words
    assert (one.filled["A1"], "Which strand?" in one.words) == ("1", True)


def arabic():
    one = Question("Q1", Kind.TEXT, {"ar": "ما اسمك؟"}, required=True)
    two = Question("Q2", Kind.TEXT, {"ar": "{Q1}"})
    return Survey("s", {"ar": "استبيان"}, ("ar",), (Block("A", {"ar": "أ"}, (one,)), Block("B", {"ar": "ب {Q1}"}, (two,))))  # fmt: skip


def test_right_to_left_and_answers_put_into_texts_without_their_tags(client):
    wave = make_wave(definition=arabic(), state="open")
    invitation = make_invitation(wave)

    one = begun(client, invitation).send("next", {"Q1": "ليلى <script>alert(1)</script><b>x</b>"})

    assert 'lang="ar" dir="rtl"' in one.html
    assert "ب ليلى" in one.words
    assert "<script>alert" not in one.html


def growing():
    """Items that the respondent adds: on top, and inside each of them."""
    inner = Block(
        "child", {"en": "Child"}, (Question("N2", Kind.TEXT, {"en": "Child's name"}),), repeat=Repeat(most=2)
    )
    outer = Block("house", {"en": "House {INDEX}"}, (Question("N1", Kind.TEXT, {"en": "House"}), inner), repeat=Repeat(most=3))  # fmt: skip
    last = Block("end", {"en": "End"}, (Question("Z", Kind.TEXT, {"en": "Last"}),))
    return Survey("s", {"en": "Houses"}, ("en",), (outer, last))


def test_items_are_added_and_removed_on_top_and_inside(client):
    wave = make_wave(definition=growing(), state="open")
    invitation = make_invitation(wave)
    one = begun(client, invitation)
    empty = (one.key, one.asked)

    one.send("add:house").send("add:child", {"N1": "First"})
    inside = one.asked
    one.send("add:house", {"child/1/N2": "Ann"}).send("save", {"N1": "Second"})
    two = SurveyResponse.objects.get().document["repeats"]["house"]
    one.look("house/1").send("remove:house/1")

    assert empty == ("house", [])
    assert inside == ["N1", "child/1/N2"]
    assert [item["answers"]["N1"] for item in two] == ["First", "Second"]
    assert two[0]["repeats"]["child"][0]["answers"] == {"N2": "Ann"}
    left = SurveyResponse.objects.get().document["repeats"]["house"]
    assert [item["answers"]["N1"] for item in left] == ["Second"]
    assert one.key == "house/2"


@pytest.mark.parametrize("cases", [1, 8])
def test_page_takes_few_statements_however_long_the_survey(client, django_assert_num_queries, cases):
    invitation = make_invitation()
    one = (
        begun(client, invitation)
        .send("next", {"A1": "1"})
        .send("next", {"D2": "Y"})
        .send("next", {"D3": str(cases)})
    )
    data = {"page": one.key, "asked": one.asked, "go": "next", "a:D5": "Acme"}

    with django_assert_num_queries(1):
        client.get(one.address)
    with django_assert_num_queries(2):
        client.post(one.address, data)


def every_kind():
    yes = (Option("1", {"en": "One"}), Option("2", {"en": "Two"}))
    parts = (Part("a", {"en": "Part a"}), Part("b", {"en": "Part b"}))
    columns = (Part("x", {"en": "Col x"}), Part("y", {"en": "Col y"}))
    kinds = {
        Kind.CHOICE_COMMENT: {"options": yes}, Kind.CHOICE: {"options": yes, "other": True}, Kind.MULTIPLE: {"parts": parts, "other": True},
        Kind.MULTIPLE_COMMENT: {"parts": parts, "other": True}, Kind.RANKING: {"options": yes}, Kind.ARRAY: {"parts": parts, "options": yes},
        Kind.ARRAY_TEXT: {"parts": parts, "columns": columns}, Kind.ARRAY_NUMBER: {"parts": parts, "columns": columns},
        Kind.TEXTS: {"parts": parts}, Kind.FORMULA: {"formula": "1 + 1"},
    }  # fmt: skip
    asked = [
        Question(f"Q{at}", kind, {"en": f"Kind {kind}"}, **kinds.get(kind, {}))
        for at, kind in enumerate(Kind)
    ]
    asked.append(Question("QD", Kind.CHOICE, {"en": "Dropdown"}, options=yes, look="dropdown"))
    return Survey("s", {"en": "All"}, ("en",), (Block("A", {"en": "A"}, tuple(asked)),))


def test_every_kind_of_question_is_drawn_answered_and_drawn_again(client, settings, tmp_path):
    from django.core.files.uploadedfile import SimpleUploadedFile

    settings.MEDIA_ROOT = tmp_path
    definition = every_kind()
    invitation = make_invitation(make_wave(definition=definition, state="open"))
    one = begun(client, invitation)
    number = {kind: f"Q{at}" for at, kind in enumerate(Kind)}
    answers = {
        number[Kind.TEXT]: "text", number[Kind.NUMBER]: "2.5", number[Kind.DATE]: "2019-03-15", number[Kind.CONTACT]: "a@example.org",
        number[Kind.YES_NO]: "Y", number[Kind.CHOICE]: "-oth-", f"{number[Kind.CHOICE]}_other": "third", number[Kind.CHOICE_COMMENT]: "2",
        f"{number[Kind.CHOICE_COMMENT]}_comment": "because", f"{number[Kind.MULTIPLE]}_a": "Y", f"{number[Kind.MULTIPLE]}_other": "more",
        f"{number[Kind.MULTIPLE_COMMENT]}_b": "Y", f"{number[Kind.MULTIPLE_COMMENT]}_bcomment": "said", f"{number[Kind.RANKING]}_1": "2",
        f"{number[Kind.ARRAY]}_a": "1", f"{number[Kind.ARRAY_TEXT]}_b_y": "cell", f"{number[Kind.ARRAY_NUMBER]}_a_x": "3",
        f"{number[Kind.TEXTS]}_a": "first", "QD": "1",
    }  # fmt: skip
    file = SimpleUploadedFile("letter.pdf", b"%PDF-1.7 letter")

    one.send("save", {**answers, number[Kind.FILE]: file})

    assert set(one.asked) == {f"Q{at}" for at, kind in enumerate(Kind) if kind not in (Kind.DISPLAY, Kind.FORMULA)} | {"QD"}  # fmt: skip
    assert {cell: one.filled[cell] for cell in answers} == answers
    assert "Kept: letter.pdf" in one.words
    assert SurveyResponse.objects.get().files.get().media_type == "application/pdf"


def test_file_that_is_none_of_the_kinds_is_refused_beside_its_field_and_the_rest_is_kept(
    client, settings, tmp_path
):
    from django.core.files.uploadedfile import SimpleUploadedFile

    settings.MEDIA_ROOT = tmp_path
    invitation = make_invitation(make_wave(definition=every_kind(), state="open"))
    one = begun(client, invitation)
    number = {kind: f"Q{at}" for at, kind in enumerate(Kind)}

    one.send(
        "next", {number[Kind.TEXT]: "kept", number[Kind.FILE]: SimpleUploadedFile("x.exe", b"MZ\x00\x01")}
    )

    assert one.status == 422
    assert "none of the kinds of file that are taken" in one.words
    assert answers_of(invitation)[number[Kind.TEXT]] == "kept"
    assert SurveyResponse.objects.get().files.count() == 0
