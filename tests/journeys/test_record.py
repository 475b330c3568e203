"""A contact recorded on a phone where there is no network: kept until it is sent, sent once."""

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
RECORD = "/agreements/record/"


@pytest.fixture
def phone(open_page):
    """The page on a phone, with its worker at work: from then on it opens without a network, too."""
    page = open_page("coordinator", width=360)
    page.goto(RECORD)
    page.wait_for_selector("form[data-ready]")
    return page


def write(page, name, step=""):
    page.get_by_label("Whom did you meet?").fill(name)
    page.get_by_label("Next step").fill(step)


def send(page):
    page.get_by_role("button", name="Keep this contact").click()


def entry(page, name):
    return page.get_by_role("listitem").filter(has=page.get_by_text(name, exact=True))


def number_of_cases(page, name):
    """How many cases the list finds."""
    answer = page.request.get(f"/agreements/?q={name.replace(' ', '+')}").text()
    return len(
        set(
            re.findall(
                r'href="(/agreements/[a-z0-9-]*' + name.lower().replace(" ", "-") + r'[a-z0-9-]*/)"', answer
            )
        )
    )


def test_record_sends_at_once_with_a_network(phone):
    write(phone, "Quay Works One", "Send the brochure")

    send(phone)

    entry(phone, "Quay Works One").get_by_text("sent", exact=True).wait_for()
    assert number_of_cases(phone, "Quay Works One") == 1
    assert phone.get_by_label("Whom did you meet?").input_value() == ""


def test_record_keeps_an_entry_without_a_network_over_a_reload_and_sends_it_later(phone):
    phone.context.set_offline(True)
    write(phone, "Quay Works Two")
    send(phone)
    entry(phone, "Quay Works Two").get_by_text("kept on this device").wait_for()

    phone.reload()
    entry(phone, "Quay Works Two").get_by_text("kept on this device").wait_for()
    phone.get_by_text("There is no network.").wait_for()
    phone.context.set_offline(False)

    entry(phone, "Quay Works Two").get_by_text("sent", exact=True).wait_for()
    assert number_of_cases(phone, "Quay Works Two") == 1


def test_record_keeps_what_is_being_typed_over_a_reload(phone):
    write(phone, "Quay Works Three", "Call on Monday")
    phone.wait_for_selector("form[data-typed]")

    phone.reload()

    assert phone.get_by_label("Whom did you meet?").input_value() == "Quay Works Three"
    assert phone.get_by_label("Next step").input_value() == "Call on Monday"


def test_record_sent_twice_is_one_case(phone):
    write(phone, "Quay Works Four")
    kept = phone.evaluate(
        """async () => {
          const form = document.querySelector("form[data-record]");
          const send = () => fetch(form.action, {method: "POST", body: new URLSearchParams(new FormData(form)), headers: {Accept: "application/json"}});
          return [await (await send()).json(), await (await send()).json()];
        }"""
    )

    assert kept[0] == kept[1]
    assert kept[0]["state"] == "sent"
    assert number_of_cases(phone, "Quay Works Four") == 1


def test_record_says_why_an_entry_was_refused_and_lets_it_be_changed(phone):
    write(phone, "Quay Works Five")
    phone.get_by_label("Confidential").check()
    phone.get_by_text("More: contact person, words, event").click()
    phone.get_by_label("In a few words").fill("We met Quay Works Five at the fair")
    send(phone)
    refused = entry(phone, "Quay Works Five")
    refused.get_by_text("names a confidential party").wait_for()

    refused.get_by_role("button", name="Change: Quay Works Five").click()
    phone.get_by_label("In a few words").fill("We met at the fair")
    send(phone)

    entry(phone, "Quay Works Five").get_by_text("sent", exact=True).wait_for()
    assert entry(phone, "Quay Works Five").count() == 1


def test_record_without_scripts_is_a_plain_form(open_page):
    page = open_page("coordinator", scripts=False, width=360)
    page.goto(RECORD)
    write(page, "Quay Works Six")

    send(page)

    assert page.get_by_role("heading", level=1).inner_text().startswith("Quay Works Six")
