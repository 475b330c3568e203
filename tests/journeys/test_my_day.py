"""A participant's phone in a hall without network: her day opens, what she says is kept, and is sent once."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.journeys.conftest import enter
from tests.journeys.test_pages import AXE, STANDARDS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
PEOPLE = "/matchmaking/example-day/participants/"


@pytest.fixture(scope="module")
def links(browser, product):
    """The day's addresses of some participants, as their organiser hands them out."""
    context = browser.new_context(base_url=product.address)
    page = context.new_page()
    enter(page, "coordinator", "ELCA")
    page.goto(PEOPLE)
    rows = page.locator(f'tbody a[href^="{PEOPLE}"]:not([href$="/edit/"])')
    addresses = [rows.nth(number).get_attribute("href") for number in range(6)]
    found = []
    for address in addresses:
        page.goto(address)
        found.append(page.get_by_role("link", name="Open her page").get_attribute("href") + "day/")
    context.close()
    return iter(found)


@pytest.fixture
def phone(open_page, links):
    """The page on a phone, with its worker at work: from then on it opens without a network, too."""
    page = open_page(width=360)
    page.goto(next(links))
    page.wait_for_selector("[data-day][data-ready]")
    return page


def meeting(page):
    return page.locator("article").first


def say(page, words):
    one = meeting(page)
    if not one.get_by_label("What we said").is_visible():
        one.get_by_text("What came of it").first.click()
    one.get_by_label("We met", exact=True).check()
    one.get_by_label("What we said").fill(words)
    one.get_by_label("Next step").fill("Send the samples")
    one.get_by_role("button", name="Save").click()


def entries(page):
    return page.locator("[data-waiting] [data-key]")


def test_the_day_opens_without_a_network_and_sends_later_what_was_said(phone):
    phone.context.set_offline(True)
    phone.reload()
    assert phone.get_by_role("heading", level=1).inner_text() == "My day"
    say(phone, "Tiles for the quay")
    entries(phone).get_by_text("kept on this device").wait_for()

    phone.reload()
    entries(phone).get_by_text("kept on this device").wait_for()
    assert meeting(phone).locator("[data-mine]").is_visible()
    assert meeting(phone).locator("[name=said]").input_value() == "Tiles for the quay"
    meeting(phone).get_by_role("button", name="They did not come").click()
    assert entries(phone).count() == 2
    phone.context.set_offline(False)

    phone.wait_for_selector("[data-waiting] [data-state=sent] ~ [data-state=sent]")
    phone.reload()
    shown = meeting(phone).inner_text()
    assert "Tiles for the quay" in shown
    assert "the other side did not come" in shown


def test_her_day_is_readable_with_every_aid_in_both_themes(phone):
    meeting(phone).get_by_text("What came of it").first.click()
    phone.evaluate(AXE_SCRIPT)
    found = []
    for scheme in ("light", "dark"):
        phone.emulate_media(color_scheme=scheme)
        found += phone.evaluate(AXE, {"type": "tag", "values": STANDARDS})

    assert found == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


def test_what_is_sent_twice_is_done_once(phone):
    told = phone.evaluate(
        """async () => {
          const form = document.querySelector("form[data-verb=absent]");
          const body = new URLSearchParams(new FormData(form));
          body.set("go", "absent");
          const send = () => fetch(location.pathname, {method: "POST", body, headers: {Accept: "application/json"}});
          return Promise.all([send(), send()].map(async (one) => { const answer = await one; return [answer.status, await answer.json()]; }));
        }"""
    )

    assert told[0] == told[1]
    assert told[0][0] == 201


def test_what_is_being_written_is_there_after_a_reload(phone):
    meeting(phone).get_by_text("What came of it").first.click()
    meeting(phone).get_by_label("What we said").fill("Half a sentence")
    phone.wait_for_selector("form[data-typed]")

    phone.context.set_offline(True)
    phone.reload()

    assert meeting(phone).get_by_label("What we said").input_value() == "Half a sentence"


def test_the_device_forgets_the_page_when_it_is_told_to(phone):
    say(phone, "For nobody else")
    phone.wait_for_selector("[data-waiting] [data-state=sent]")

    phone.get_by_role("button", name="Forget this page on this device").click()
    phone.wait_for_url(lambda url: not url.endswith("/day/"))

    assert (
        phone.evaluate("Object.keys(localStorage).filter((key) => /^kontor-(entry|waiting):/.test(key))")
        == []
    )
    assert phone.evaluate("caches.keys()") == []


def test_without_scripts_her_pages_are_plain_forms(open_page, links):
    page = open_page(scripts=False, width=360)
    page.goto(next(links))

    say(page, "Said without a script")
    page.goto(page.url)

    assert "Said without a script" in meeting(page).inner_text()
