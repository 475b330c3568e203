"""Moving a case on the board: by keyboard, without scripts, and by dragging."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


def recorded(page, name):
    """A new contact, recorded in the plain way."""
    page.goto("/agreements/record/")
    page.get_by_label("Whom did you meet?").fill(name)
    page.get_by_label("Next step").fill("Call them")
    page.get_by_role("button", name="Keep this contact").click()


def card(page, name):
    return page.get_by_role("listitem").filter(
        has=page.get_by_role("heading", name=f"{name}: contact", exact=True)
    )


def column(page, name):
    return page.get_by_role("region", name=name, exact=True)


def test_board_moves_a_case_without_scripts(open_page):
    page = open_page("coordinator", scripts=False)
    recorded(page, "Pier Works One")
    page.goto("/agreements/board/?mine=1")

    card(page, "Pier Works One").get_by_label("New state of Pier Works One: contact").select_option(
        label="Negotiation"
    )
    card(page, "Pier Works One").get_by_role("button").click()

    assert page.url.endswith("/agreements/board/?mine=1")
    assert column(page, "Negotiation").filter(has=card(page, "Pier Works One")).count() == 1


def test_board_moves_a_case_by_keyboard(open_page):
    page = open_page("coordinator")
    recorded(page, "Pier Works Two")
    page.get_by_text("sent", exact=True).first.wait_for()
    page.goto("/agreements/board/?mine=1")

    page.get_by_label("New state of Pier Works Two: contact").focus()
    page.keyboard.type("Negotiation")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    column(page, "Negotiation").filter(has=card(page, "Pier Works Two")).wait_for()


def test_board_moves_a_case_by_dragging(open_page):
    page = open_page("coordinator")
    recorded(page, "Pier Works Three")
    page.get_by_text("sent", exact=True).first.wait_for()
    page.goto("/agreements/board/?mine=1")

    card(page, "Pier Works Three").drag_to(column(page, "Active"), source_position={"x": 8, "y": 8})

    column(page, "Active").filter(has=card(page, "Pier Works Three")).wait_for()


def test_board_leads_to_the_form_where_a_move_needs_more(open_page):
    page = open_page("coordinator")
    recorded(page, "Pier Works Four")
    page.get_by_text("sent", exact=True).first.wait_for()
    page.goto("/agreements/board/?mine=1")

    page.get_by_label("New state of Pier Works Four: contact").select_option(label="Closed")
    card(page, "Pier Works Four").get_by_role("button").click()

    page.get_by_role("heading", name="Close the case").wait_for()
