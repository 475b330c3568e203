"""Every page that the navigation leads to, as a reader with any screen, theme or aid meets it."""

import re
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import Resolver404, resolve

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

PUBLIC = (
    "/", "/directory/", "/directory/basque-energy-cluster/", "/directory/terms/", "/partnerships/", "/partnerships/reina-plus/",
    "/partnerships/targets/", "/partnerships/network/", "/partnerships/searches/", "/partnerships/practices/", "/scoreboard/",
    "/scoreboard/claims/", "/scoreboard/claims/s3-partners/", "/reports/", "/reports/programme-overview/", "/evidence/sources/",
    "/search/?q=energy", "/accounts/login/", "/style/", "/api/v1/docs", "/missions/", "/countries/", "/countries/co/", "/missions/calendar/",
    "/missions/elca-event-dubai-expo-bic/", "/strategy/roadmaps/elca/", "/strategy/overdue/", "/scoreboard/boards/",
    "/scoreboard/boards/elca/", "/scoreboard/boards/elca/values/", "/scoreboard/boards/elca/periods/", "/scoreboard/library/",
    "/scoreboard/indicators/elca-kpi-05/", "/scoreboard/indicators/elca-kpi-05/rows/", "/scoreboard/indicators/jobs-created/",
    "/agreements/", "/agreements/board/", "/agreements/pipeline/", "/agreements/collaborations/", "/agreements/natureef-cc-pe-01/",
)  # fmt: skip
# What only those may open who keep the records of one partnership.
OF_ELCA = (
    "/strategy/partnerships/elca/investments/", "/strategy/investments/elca-demo-battery-trays/",
    "/strategy/chains/elca-lightweight/sheets/", "/strategy/chains/elca-lightweight/sheets/invite/",
    "/partnerships/elca/invitations/", "/partnerships/elca/invite/",
    "/missions/add/", "/missions/elca-match-ebtc/", "/missions/elca-match-ebtc/edit/", "/missions/elca-match-ebtc/same/",
    "/strategy/roadmaps/elca/", "/strategy/roadmaps/elca/plan/", "/strategy/activities/elca-tl-m18-1/edit/",
    "/strategy/activities/elca-tl-m18-1/move/", "/strategy/activities/elca-tl-m18-1/report/", "/strategy/deadlines/",
    "/scoreboard/boards/elca/add/", "/scoreboard/boards/elca/take/", "/scoreboard/boards/elca/reports/",
    "/scoreboard/boards/elca/reports/submit/", "/scoreboard/boards/elca/periods/add/", "/scoreboard/indicators/elca-kpi-04/edit/",
    "/scoreboard/indicators/elca-kpi-04/targets/", "/matchmaking/", "/matchmaking/example-day/", "/matchmaking/example-day/edit/",
    "/matchmaking/example-day/participants/", "/matchmaking/example-day/wishes/", "/matchmaking/example-day/wishes/add/",
    "/matchmaking/example-day/participants/add/", "/matchmaking/example-day/schedules/", "/matchmaking/example-day/schedules/1/",
    "/matchmaking/example-day/plan/", "/matchmaking/example-day/day/", "/matchmaking/example-day/replan/",
    "/matchmaking/example-day/outcomes/", "/agreements/conversion/",
    "/matchmaking/example-day/badges/", "/matchmaking/example-day/schedules/1/sheets/",
)  # fmt: skip
# Wide tables whose end nobody can reach: not in something that scrolls and takes the focus.
STUCK = """() => [...document.querySelectorAll("main table")].filter(table => {
  if (table.offsetParent === null || table.getBoundingClientRect().right <= innerWidth) return false;
  let box = table;
  while (box && !["auto", "scroll"].includes(getComputedStyle(box).overflowX)) box = box.parentElement;
  return !box || box.tabIndex < 0;
}).map(table => table.caption?.textContent.trim() ?? table.className)"""
ROLES = (
    "visitor", "coordinator", "cluster-manager", "platform-editor", "administrator", "dpo", "partner-staff", "sme", "programme-analyst",
)  # fmt: skip
# Nothing to look at: what is saved as a file, what the browser shows itself, and the way out.
NO_PAGE = ("export", "download", "template", "openapi", "logout", "feed", "draft")
STARTS = ("/", "/style/", "/search/?q=energy", "/accounts/password/reset/")
LINK = re.compile(r'<a\s[^>]*?href="([^"]+)"')
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The only rules whose answer changes with the theme.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# A colour on its way from one theme to the other is no colour of ours: transitions end first.
AXE = """rules => {
  document.getAnimations().forEach(one => one.cancel());
  return axe.run(document, {runOnly: rules, resultTypes: ["violations"]}).then(({violations}) =>
    violations.map(({id, nodes}) => `${id}: ${nodes[0].html.slice(0, 160)}`));
}"""


def problems(page):
    """What axe finds in the light theme, and which colours fail in the dark one, in a few words each."""
    page.emulate_media(color_scheme="light")
    page.evaluate(AXE_SCRIPT)
    light = page.evaluate(AXE, STANDARDS)
    page.emulate_media(color_scheme="dark")
    return [*light, *(f"in the dark theme {problem}" for problem in page.evaluate(AXE, COLOURS))]


def name_of(path):
    """The name of an address of ours; '' for others, and where there is no page."""
    address = urlsplit(path)
    try:
        name = "" if address.netloc else resolve(address.path).view_name
    except Resolver404:
        return ""
    return "" if any(word in name for word in NO_PAGE) else name


def read(page, path):
    """Whether an address is a page rather than a file, and where it leads, without drawing it."""
    answer = page.request.get(path)
    if not answer.headers.get("content-type", "").startswith("text/html"):
        return False, []
    return True, [urljoin(path, unescape(link)).partition("#")[0] for link in LINK.findall(answer.text())]


def walk(page, met):
    """Follow links, one address of each name, and yield home and what no role before has looked at."""
    waiting, followed = list(STARTS), {""}
    while waiting:
        path = waiting.pop(0)
        name = name_of(path)
        if name in followed:
            continue
        followed.add(name)
        is_page, links = read(page, path)
        waiting += links
        if is_page and name not in met:
            yield path
        met.add(name)


def faults_of(page):
    """In both themes what axe finds, what the console says, and what does not fit a phone."""
    found = problems(page)
    wide = page.viewport_size
    page.set_viewport_size({"width": 360, "height": 780})
    if page.evaluate("document.scrollingElement.scrollWidth > innerWidth"):
        found.append("scrolls sideways at 360 px")
    found += [f"the end of the table '{table}' cannot be reached at 360 px" for table in page.evaluate(STUCK)]
    page.set_viewport_size(wide)
    found += page.faults
    page.faults.clear()
    return found


@pytest.fixture(scope="module")
def met():
    """Names of the pages that a role before has looked at."""
    return set()


@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_accessible_quiet_and_fits_a_phone(open_page, met, role):
    page = open_page(role)
    met.discard("home")

    faults = []
    for path in walk(page, met):
        status = page.goto(path).status
        if status != 200:
            faults.append(f"{path}: {status}")
        faults += [f"{path}: {fault}" for fault in faults_of(page)]

    assert faults == []


def test_pages_of_who_keeps_events_and_roadmap_are_accessible_quiet_and_fit_a_phone(open_page):
    page = open_page("coordinator", of="ELCA")

    faults = []
    for path in OF_ELCA:
        status = page.goto(path).status
        faults += [f"{path}: {fault}" for fault in ([] if status == 200 else [status]) + faults_of(page)]

    assert faults == []


@pytest.mark.parametrize(
    ("country", "shown"), [("ES", "Rows of the file"), ("Xina", "Errors by line")], ids=["plan", "errors"]
)
def test_import_is_accessible_quiet_and_fits_a_phone(open_page, tmp_path, country, shown):
    page = open_page("platform-editor")
    file = tmp_path / "harbours.csv"
    file.write_text(f"id,name,kind,country\nharbour,Harbour of Saints,cluster-organisation,{country}\n")
    page.goto("/transfer/import/organisations/")
    page.set_input_files("main input[type=file]", file)

    page.get_by_role("button", name="Check the file").click()
    page.get_by_role("table", name=shown).wait_for()

    assert faults_of(page) == []


@pytest.mark.parametrize("path", PUBLIC)
def test_page_works_without_scripts(open_page, path):
    page = open_page(scripts=False)

    response = page.goto(path)

    assert response.status == 200
    assert page.locator("main h1").first.is_visible()
