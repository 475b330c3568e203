"""An analyst builds a questionnaire, tries it, asks it and reads what came; a stranger with a guessed link finds nothing."""

import pytest

from tests.journeys.test_pages import faults_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


def fill_and_send(page, button, **fields):
    for name, value in fields.items():
        control = page.locator(f"main [name={name}]").first
        if control.evaluate("one => one.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name=button, exact=True).click()


def begin_survey(page):
    page.goto("/surveys/add/")
    page.locator("main select[name=visibility]").select_option("public")
    fill_and_send(page, "Begin the survey", title="Where next", key="where-next")
    page.goto("/surveys/where-next/versions/1/build/")


def build(page):
    """A page with a choice and a question behind it. Returns what a person could object to on the way."""
    faults = faults_of(page)
    page.get_by_role("link", name="Add a page").click()
    fill_and_send(page, "Add the page", title="Plans")
    for text, kind in (("Which country next?", "choice"), ("Why there?", "text")):
        page.get_by_role("link", name="Add a question").click()
        fill_and_send(page, "Add the question", text=text, kind=kind)
        if kind == "choice":
            texts = page.locator("main [name=options-text]")
            texts.nth(0).fill("Japan")
            texts.nth(1).fill("Chile")
            texts.nth(1).blur()
            page.locator("#preview").get_by_text("Chile").wait_for()
            # The library of partial pages says so of its own style; nothing is broken by it.
            page.faults.clear()
            fill_and_send(page, "Save")
        faults += faults_of(page)
        page.get_by_role("link", name="To the outline").click()
    page.get_by_role("link", name="Why there?").click()
    page.get_by_role("link", name="Change when it is asked").click()
    page.locator("main [name=about]").first.select_option(index=1)
    page.locator("main select[name=answer]").first.wait_for()
    page.locator("main select[name=answer]").first.select_option(label="Chile")
    page.wait_for_load_state("networkidle")
    page.faults.clear()
    faults += faults_of(page)
    fill_and_send(page, "Save")
    return faults


def test_analyst_builds_tries_asks_and_reads(open_page):
    analyst = open_page("programme-analyst")
    begin_survey(analyst)
    faults = build(analyst)
    said = analyst.get_by_role("main").inner_text()

    analyst.goto("/surveys/where-next/versions/1/build/")
    faults += faults_of(analyst)
    with analyst.expect_navigation():
        analyst.get_by_role("button", name="Take back").click()
    taken_back = "asked if" not in analyst.get_by_role("main").inner_text()
    with analyst.expect_navigation():
        analyst.get_by_role("button", name="Make again").click()
    analyst.get_by_role("link", name="Try it").click()
    with analyst.expect_navigation():
        analyst.get_by_role("button", name="Begin").click()
    analyst.get_by_label("Chile").check()
    analyst.get_by_text("Why there?").wait_for()

    analyst.goto("/surveys/where-next/waves/add/")
    analyst.locator("main [name=open_link]").check()
    fill_and_send(analyst, "Plan the wave", label="Spring", threshold="1")
    wave = analyst.url
    analyst.goto(f"{wave}open/")
    fill_and_send(analyst, "Open the wave")
    address = analyst.get_by_role("main").get_by_text("/surveys/open/").first.inner_text()
    answered = answer(open_page(width=360, scripts=False), address)
    analyst.goto(f"{wave}close/")
    fill_and_send(analyst, "Close the wave")
    analyst.goto(f"{wave}results/blocks/page1/")
    results = analyst.get_by_role("main").inner_text()

    assert (faults, taken_back, answered) == ([], True, True)
    assert "Q1 “Which country next?” is “Chile”" in said
    assert "Which country next?" in results
    assert "Answered (n)\t1" in results


def answer(phone, address):
    phone.goto(address)
    with phone.expect_navigation():
        phone.get_by_role("button", name="Begin").click()
    phone.get_by_label("Japan").check()
    with phone.expect_navigation():
        phone.get_by_role("button", name="Hand in").click()
    return "handed in" in phone.get_by_role("main").inner_text()


@pytest.mark.parametrize(
    "address",
    ["/surveys/answer/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/", "/surveys/open/guessed/", "/surveys/stop/guessed/"],
)
def test_stranger_with_a_guessed_link_learns_nothing(open_page, address):
    stranger = open_page(scripts=False)

    status = stranger.goto(address).status

    assert status == 404
    assert "ESCP" not in stranger.get_by_role("main").inner_text()
