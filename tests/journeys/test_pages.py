"""Every page that the navigation leads to, as a reader with any screen, theme or aid meets it."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

PUBLIC = (
    "/", "/directory/", "/directory/basque-energy-cluster/", "/directory/terms/", "/partnerships/", "/partnerships/reina-plus/",
    "/partnerships/targets/", "/partnerships/network/", "/partnerships/searches/", "/partnerships/practices/", "/scoreboard/",
    "/scoreboard/claims/", "/scoreboard/claims/s3-partners/", "/reports/", "/reports/programme-overview/", "/evidence/sources/",
    "/search/?q=energy", "/accounts/login/", "/style/", "/api/v1/docs",
)  # fmt: skip
INSIDE = (
    ("coordinator", "/"), ("coordinator", "/accounts/me/"), ("coordinator", "/accounts/teams/"), ("coordinator", "/directory/mine/"),
    ("coordinator", "/partnerships/reina-plus/edit/"), ("coordinator", "/directory/register/"), ("coordinator", "/scoreboard/claims/add/"),
    ("cluster-manager", "/directory/femac/edit/"), ("platform-editor", "/directory/review/"), ("platform-editor", "/directory/duplicates/"),
    ("platform-editor", "/transfer/"), ("platform-editor", "/evidence/sources/add/"), ("administrator", "/audit/"),
    ("administrator", "/accounts/roles/"), ("dpo", "/accounts/personal-data/"),
)  # fmt: skip


def problems(page):
    """What axe finds, in a few words each."""
    found = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found.response["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PUBLIC)
def test_public_page_is_accessible_and_quiet(open_page, path, scheme):
    page = open_page(scheme=scheme)

    response = page.goto(path)

    assert response.status == 200
    assert problems(page) == []
    assert page.faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("role", "path"), INSIDE)
def test_page_inside_is_accessible_and_quiet(open_page, role, path, scheme):
    page = open_page(role, scheme=scheme)

    response = page.goto(path)

    assert response.status == 200
    assert problems(page) == []
    assert page.faults == []


@pytest.mark.parametrize("path", PUBLIC)
def test_page_fits_a_phone(open_page, path):
    page = open_page(width=360)

    page.goto(path)
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    assert overflow <= 0


@pytest.mark.parametrize("path", PUBLIC)
def test_page_works_without_scripts(open_page, path):
    page = open_page(scripts=False)

    response = page.goto(path)

    assert response.status == 200
    assert page.locator("main h1").first.is_visible()
