"""The builder's pages: what their forms change in a draft, without scripts."""

import re
from html import unescape

import pytest

from kontor.engine.questionnaire.edit import Place, found
from kontor.hub.surveys.queries.drafts import draft_of
from tests.factories import actors
from tests.factories.actors import signed_in
from tests.factories.surveys import make_survey, make_wave

pytestmark = pytest.mark.django_db
BUILD = "/surveys/built/versions/1/build/"


@pytest.fixture
def version(client):
    survey = make_survey(key="built", visibility="public")
    signed_in(client, actors.make_coordinator(survey.team))
    return survey.versions.get()


def draft(version):
    version.refresh_from_db()
    return draft_of(version)


def question(version, id):
    return found(draft(version), Place("question", id))


def press(client, version, go):
    version.refresh_from_db()
    return client.post(BUILD, {"go": go, "version": version.version})


FIELD = re.compile(
    r"""<input(?P<input>[^>]*)>|<textarea[^>]*name="(?P<area>[^"]+)"[^>]*>\n?(?P<text>.*?)</textarea>"""
    r"""|<select[^>]*name="(?P<select>[^"]+)"[^>]*>(?P<options>.*?)</select>""",
    re.DOTALL,
)
NOT_OURS = {"q", "next", "theme", "csrfmiddlewaretoken"}


def form_of(client, address):
    """What stands in the form of a page, as a browser would send it back."""
    data = {}
    for one in FIELD.finditer(client.get(address).content.decode()):
        if one["input"] is not None:
            name, value = (
                re.search(r'name="([^"]+)"', one["input"]),
                re.search(r'value="([^"]*)"', one["input"]),
            )
            box = 'type="checkbox"' in one["input"]
            sent = not box or " checked" in one["input"]
            name, value = name and sent and name[1], value[1] if value else "on" if box else ""
        elif one["area"]:
            name, value = one["area"], one["text"]
        else:
            chosen = re.search(r'value="([^"]*)" selected', one["options"])
            name, value = one["select"], chosen[1] if chosen else ""
        if name and name not in NOT_OURS and not name.startswith("a:"):
            data.setdefault(name, []).append(unescape(value))
    return data


def test_form_sent_back_as_it_is_changes_nothing(client, version):
    before = draft(version)
    for address in (
        "questions/strand/", "questions/activities/", "questions/signed/", "questions/signed-number/", "pages/who/",
        "pages/case/", "when/question/signed-number/", "when/block/case/",
    ):  # fmt: skip
        data = form_of(client, BUILD + address)
        response = client.post(BUILD + address, data | {"go": "save"})
        assert response.status_code == 302, (
            address,
            data,
            re.findall(r"<a href=.#id_.*?</li>", response.content.decode()),
        )

    assert [one.patches for one in version.steps.all()] == []
    assert draft(version) == before


def test_question_is_moved_copied_removed_and_that_is_taken_back(client, version):
    before = draft(version)

    assert press(client, version, "move|question/activities|0").status_code == 302
    assert [one.id for one in draft(version).blocks[0].items] == ["activities", "strand"]
    press(client, version, "copy|question/strand")
    press(client, version, "remove|block/case")
    assert (len(draft(version).blocks), len(draft(version).blocks[0].items)) == (2, 3)

    for _time in range(3):
        press(client, version, "undo")
    assert draft(version) == before
    assert press(client, version, "undo").status_code == 409
    press(client, version, "redo")
    assert [one.id for one in draft(version).blocks[0].items] == ["activities", "strand"]


def test_what_is_no_button_is_refused_in_words(client, version):
    response = press(client, version, "explode|question/strand")

    assert (response.status_code, "no such change" in response.content.decode()) == (409, True)


def test_page_and_question_are_added_and_the_question_is_opened(client, version):
    version.refresh_from_db()
    assert client.post(f"{BUILD}pages/add/", {"title": "Outlook", "into": "", "version": version.version}).status_code == 302  # fmt: skip
    page = draft(version).blocks[-1]
    response = client.post(
        f"{BUILD}pages/{page.id}/add/",
        {"text": "Which countries next?", "kind": "choice", "code": "NEXT", "version": version.version},
    )

    asked = draft(version).blocks[-1].items[0]
    assert response.headers["Location"] == f"{BUILD}questions/{asked.id}/"
    assert (asked.code, asked.text, len(asked.options)) == ("NEXT", {"en": "Which countries next?"}, 2)


def test_answers_swap_codes_change_places_are_added_and_removed_in_one_save(client, version):
    address = f"{BUILD}questions/strand/"
    data = form_of(client, address)
    one, two = data["options-id"][:2]
    data |= {
        "options-id": [one, two, ""], "options-code": ["2", "1", "0"], "options-at": ["2", "1", ""],
        "options-text": ["Strand one", "Strand 2", "None"], "code": ["strand"], "required": [], "go": "save",
    }  # fmt: skip

    response = client.post(address, data)

    assert response.status_code == 302
    asked = question(version, "strand")
    assert (asked.code, asked.required) == ("strand", False)
    assert [(option.id, option.code, option.text["en"]) for option in asked.options[:2]] == [
        (two, "1", "Strand 2"), (one, "2", "Strand one"),
    ]  # fmt: skip
    assert (asked.options[2].code, asked.options[2].text) == ("0", {"en": "None"})
    assert version.steps.count() == 1

    data = form_of(client, address)
    client.post(address, data | {"options-removed": [one], "go": "save"})
    assert [option.code for option in question(version, "strand").options] == ["1", "0"]


def test_code_that_is_taken_is_refused_and_nothing_typed_is_lost(client, version):
    address = f"{BUILD}questions/strand/"
    data = form_of(client, address) | {"code": ["D2"], "text": ["Typed anew"], "go": "save"}

    response = client.post(address, data)

    html = response.content.decode()
    assert (response.status_code, "is taken by another question" in html, "Typed anew" in html) == (
        409,
        True,
        True,
    )
    assert question(version, "strand").code == "A1"


def test_look_shows_what_was_typed_and_keeps_nothing(client, version):
    address = f"{BUILD}questions/strand/"
    data = form_of(client, address) | {
        "text": ["Which of the strands?"],
        "kind": ["multiple-choice"],
        "go": "look",
    }

    html = client.post(address, data).content.decode()

    preview = html[html.index('id="preview"') :]
    assert "Which of the strands?" in preview
    assert 'type="checkbox"' in preview
    assert question(version, "strand").text["en"] == "Which strand?"
    assert html.count('name="parts-id"') == 3
    more = client.post(address, data | {"go": "rows"}).content.decode()
    assert more.count('name="parts-id"') == 6


def test_texts_of_another_language_are_written_beside_the_first(client, version):
    address = f"{BUILD}questions/strand/?language=de"
    data = form_of(client, address)
    assert data["text"] == ["Welcher Strang?"]

    client.post(
        address,
        data
        | {
            "text": ["In welchem Strang?"],
            "options-text": ["Strang 1", "Strang 2", "", "", ""],
            "go": "save",
        },
    )

    asked = question(version, "strand")
    assert asked.text == {"en": "Which strand?", "de": "In welchem Strang?"}
    assert asked.options[0].text == {"en": "Strand 1", "de": "Strang 1"}


def test_condition_is_built_of_rows_in_words(client, version):
    address = f"{BUILD}when/question/signed-number/"
    html = client.get(address).content.decode()
    assert "Asked if" in html
    assert ">yes</option>" in html
    version.refresh_from_db()
    data = {"version": version.version, "joined": "or", "source": "", "about": ["D2", "B1_SQ001", ""],
            "how": ["==", "ticked", "=="], "answer": ["Y", "", ""]}  # fmt: skip

    assert client.post(address, data | {"go": "look"}).status_code == 200
    assert question(version, "signed-number").condition == 'D2.NAOK == "Y"'
    assert client.post(address, data | {"go": "save"}).status_code == 302

    assert question(version, "signed-number").condition == 'D2.NAOK == "Y" or B1_SQ001.NAOK == "Y"'


def test_condition_that_rows_cannot_say_is_kept_as_it_is_written(client, version):
    address = f"{BUILD}when/question/signed-number/"
    version.refresh_from_db()
    client.post(
        address, {"version": version.version, "joined": "and", "source": "count(B1) > 1", "go": "save"}
    )

    data = form_of(client, address)
    assert data["source"] == ["count(B1) > 1"]
    client.post(
        address, {"version": version.version + 1, "joined": "and", "source": "count(B1) > 1", "go": "save"}
    )
    assert question(version, "signed-number").condition == "count(B1) > 1"


def test_page_is_repeated_as_often_as_a_number_says(client, version):
    address = f"{BUILD}pages/case/"
    data = form_of(client, address)
    assert data["repeat"] == ["D3"]

    client.post(address, data | {"repeat": "+", "most": "5", "title": ["Each case"]})

    block = found(draft(version), Place("block", "case"))
    assert (block.repeat.driver, block.repeat.most, block.title["en"]) == ("", 5, "Each case")


def test_language_is_added_and_taken_away(client, version):
    version.refresh_from_db()
    client.post(f"{BUILD}languages/add/", {"language": "fr", "version": version.version})
    assert draft(version).languages == ("en", "de", "fr")
    press(client, version, "remove-language|de")
    assert draft(version).languages == ("en", "fr")


def test_second_editor_keeps_what_she_typed(client, version):
    address = f"{BUILD}questions/strand/"
    data = form_of(client, address) | {"text": ["Hers"], "go": "save"}
    press(client, version, "copy|question/strand")

    response = client.post(address, data)

    assert (response.status_code, "Hers" in response.content.decode()) == (409, True)
    assert question(version, "strand").text["en"] == "Which strand?"


def test_version_that_was_asked_is_not_built(client, version):
    make_wave(version.survey, state="open")

    response = client.get(BUILD)

    assert (response.status_code, "stays as it is" in response.content.decode()) == (409, True)


def test_builder_asks_as_many_statements_for_many_questions(client, version, django_assert_max_num_queries):
    client.get(BUILD)
    with django_assert_max_num_queries(12):
        client.get(BUILD)
    for _time in range(4):
        press(client, version, "copy|block/who")
    with django_assert_max_num_queries(12):
        client.get(BUILD)
