"""From a contact recorded on a phone to a signed agreement: the indicator moves, the deliverable changes, and no outsider learns the name."""

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
NAME = "Harbour Foundry Nine"
INSTEAD = "A foundry by the sea"
LIST = "sme-cooperation-agreements"
INDICATOR = "/scoreboard/indicators/elca-kpi-04/"
DELIVERABLE = "/reports/cross-fertilisation/elca/json/"


@pytest.fixture
def phone(open_page):
    """The phone of ELCA's coordinator, signed in."""
    return open_page("coordinator", of="ELCA", width=360)


def counted(page):
    """The value of the indicator as its page says it."""
    page.goto(INDICATOR)
    return int(re.search(r"(\d+) agreements?\s+value", page.locator("main").inner_text())[1])


def answered(page, address):
    return page.request.get(address).text()


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def record(page):
    """A contact whose name is ours to keep. Returns the address of its case."""
    page.goto("/agreements/record/")
    page.get_by_label("Whom did you meet?").fill(NAME)
    page.get_by_label("Country").select_option("PT")
    page.get_by_label("Confidential").check()
    page.get_by_label("What others read instead").fill(INSTEAD)
    press(page, "Keep this contact")
    page.get_by_role("listitem").filter(has_text=NAME).get_by_role("link").first.click()
    page.get_by_role("heading", level=1, name=re.compile(INSTEAD)).wait_for()
    return page.url


def put_on_a_list(page, case):
    page.goto(case)
    page.get_by_role("link", name="Put it on a list").click()
    assert page.locator(f"datalist option[value={LIST}]").count() == 1
    page.get_by_label("List", exact=True).fill(LIST)
    press(page, "Report the case")
    page.locator("#reports").get_by_text("SME cooperation agreements", exact=True).wait_for()


def sign(page, case):
    """Drafted, and signed today: the signed file is what shows it."""
    page.goto(case)
    page.get_by_role("link", name="Add an agreement").click()
    page.get_by_label("Kind").select_option("cooperation")
    press(page, "Add the agreement")
    page.get_by_role("link", name=re.compile("Record the signature")).click()
    day, month, year = page.evaluate(
        "(d => [d.getDate(), d.getMonth() + 1, d.getFullYear()].map(String))(new Date())"
    )
    page.locator("[name=signed_on_day]").fill(day)
    page.locator("[name=signed_on_month]").select_option(month.zfill(2))
    page.locator("[name=signed_on_year]").fill(year)
    page.get_by_label("Signed file").set_input_files(
        {"name": "signed.txt", "mimeType": "text/plain", "buffer": b"Both have signed."}
    )
    press(page, "Record the signature")


def words_of(page, addresses):
    """All that this reader gets from these addresses, whatever the status."""
    return "\n".join(answered(page, address) for address in addresses)


def test_a_contact_becomes_a_signature_an_indicator_and_a_line_of_the_deliverable(phone, open_page):
    before, stated = counted(phone), answered(phone, DELIVERABLE)
    case = record(phone)
    put_on_a_list(phone, case)
    assert counted(phone) == before

    sign(phone, case)

    phone.locator("#agreements").get_by_text("signed.txt").wait_for()
    assert counted(phone) == before + 1
    assert answered(phone, DELIVERABLE) != stated
    doors = [case, INDICATOR, f"{INDICATOR}rows/", DELIVERABLE, "/agreements/", "/agreements/board/"]
    assert NAME in words_of(phone, doors)
    for role, of in (("coordinator", "REINA PLUS"), ("sme", ""), ("visitor", "")):
        other = open_page(role, of=of, width=360)
        assert NAME not in words_of(other, doors), role
