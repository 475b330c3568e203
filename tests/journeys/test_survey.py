"""A respondent on a phone, without scripts and by keyboard only, from the public address to the end."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


@pytest.fixture
def phone(open_page):
    return open_page(width=360, scripts=False)


def go_to(page, name, value=None):
    """Press Tab until this control has the focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        at = page.locator(":focus")
        if at.count() and at.get_attribute("name") == name and value in (None, at.get_attribute("value")):
            return
    raise AssertionError(f"{name} {value} is not reached by keyboard")


def press(page, value):
    go_to(page, "go", value)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page, cell, text):
    go_to(page, f"a:{cell}")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def tick(page, cell, value="Y"):
    """A box is ticked where it stands; of radio buttons the first one has the focus, arrows choose."""
    go_to(page, f"a:{cell}")
    page.keyboard.press("Space")
    for _ in range(4):
        if page.locator(":focus").get_attribute("value") == value:
            return
        page.keyboard.press("ArrowDown")


def test_survey_is_answered_to_the_end_without_scripts_and_without_a_mouse(phone):
    phone.goto("/surveys/open/try-it/")
    press(phone, "begin")
    press(phone, "next")
    refused = phone.locator(".error-summary").inner_text()
    write(phone, "A1", "DIA")
    tick(phone, "A2", "A2-02")
    for cell, text in (("A3", "A cluster"), ("A4", "Somebody"), ("A5", "someone@example.org")):
        write(phone, cell, text)
    tick(phone, "A6", "N")
    press(phone, "next")
    tick(phone, "B1_SQ002")
    write(phone, "B1_SQ002comment", "Japan")
    press(phone, "next")
    tick(phone, "C1_SQ001")
    press(phone, "next")
    tick(phone, "D1_SQ001")
    tick(phone, "D2", "Y")
    press(phone, "next")
    brought_up = phone.get_by_role("status").inner_text()
    write(phone, "D3", "1")
    press(phone, "next")
    heading = phone.locator("h1").inner_text()
    tick(phone, "D4", "D4-02")
    for cell, text in (("D5_name", "Acme"), ("D5_country", "Japan"), ("D5_sector", "Food"), ("D6", "Trade")):
        write(phone, cell, text)
    press(phone, "next")
    tick(phone, "E1_SQ001")
    tick(phone, "E2", "N")
    press(phone, "next")
    press(phone, "next")
    tick(phone, "G1", "N")
    tick(phone, "G3", "N")
    press(phone, "next")
    write(phone, "H1_R1_c1", "A fair")
    press(phone, "finish")

    assert "7 answers" in refused or "6 answers" in refused
    assert "brought up further questions" in brought_up
    assert "Cooperation case 1" in heading
    assert "Your answers are handed in" in phone.locator("h1").inner_text()
    assert "A fair" in phone.content()


@pytest.mark.parametrize("width", [360, 900, 1440])
def test_pages_of_respondents_have_no_faults_that_axe_finds_and_fit_the_width(open_page, width):
    page = open_page(width=width)
    page.goto("/surveys/open/try-it/")
    faults = {"welcome": violations(page)}
    page.click("button[value=begin]")
    page.click(".answer-buttons button[value=next]")
    page.wait_for_selector(".error-summary")
    faults["first page, refused"] = violations(page)

    assert faults == {"welcome": [], "first page, refused": []}
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def violations(page):
    return [one["id"] for one in Axe().run(page).response["violations"]]
