"""Every door that finds records by words: the parameter that it reads, and what somebody finds by it in the scene."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from lxml import etree

from kontor.hub.front.api import api
from tests.hub.front.routes import addresses

# Free text in the description of the API that is no words to find: codes, keys, and a question in its own language.
CODES = {"term", "group", "subject", "question", "sector"}
# Boxes that take a code or the name of a record as it is; the page that shows how boxes look.
NO_WORDS = {
    ("accounts:who_may", "record"),
    ("foundation:audit", "action"),
    ("foundation:audit", "kind"),
    ("foundation:audit", "record"),
    ("foundation:style_page", "q"),
    ("foundation:style_page", "none-q"),
    # Dates of a period.
    *((f"missions:{page}", limit) for page in ("index", "calendar") for limit in ("since", "until")),
    # For organisers alone, over the meetings of a published schedule; the scene has none.
    ("matchmaking:outcomes", "text"),
}


@dataclass(frozen=True)
class Door:
    """`asked` is a word of a record that the `role` may see, `found` what then stands in the answer. A `forgiving` door is asked
    with typing errors, too: the first of these asks all kinds, the others have rows of their own.
    """

    name: str
    parameter: str
    role: str
    asked: str
    found: str
    forgiving: bool = False


DOORS = (
    Door("search", "q", "visitor", "Harbours", "Harbours together", forgiving=True),
    Door("directory:index", "q", "visitor", "Nordic", "Nordic Harbour Cluster", forgiving=True),
    Door("directory:mine", "q", "cluster_manager", "Nordic", "Nordic Harbour Cluster"),
    Door("directory:suggest", "q", "visitor", "Nordic", "Nordic Harbour Cluster", forgiving=True),
    Door("directory:who", "text", "visitor", "Ropewalking", "Nordic Harbour Cluster"),
    Door("partnerships:index", "q", "visitor", "Harbours", "Harbours together"),
    Door("partnerships:suggest", "q", "visitor", "HARBOURS", "Harbours together"),
    Door("partnerships:searches", "q", "visitor", "port", "We look for a port", forgiving=True),
    Door("countries:index", "q", "visitor", "Gross", "Peru"),
    Door("missions:index", "q", "visitor", "fair", "Harbour fair"),
    Door("missions:calendar", "q", "visitor", "fair", "Harbour fair"),
    Door("matchmaking:index", "q", "visitor", "Harbour", "Quayside session"),
    Door("matchmaking:participants", "q", "coordinator", "Participia", "Sandwichtern"),
    Door("matchmaking:wishes", "q", "coordinator", "Wishful", "Sandwichtern"),
    Door("matchmaking:day", "text", "coordinator", "Participia", "Sandwichtern"),
    Door("agreements:index", "q", "visitor", "Cranes", "Cranes for harbours"),
    Door("agreements:suggest", "q", "visitor", "Cranes", "Cranes for harbours"),
    Door("scoreboard:claims", "q", "visitor", "Lighthousing", "Lighthousing keepers"),
    Door("evidence:sources", "q", "visitor", "Cartographic", "Cartographic atlas"),
    Door("evidence:documents", "q", "cluster_manager", "Documental", "Seabiscuit"),
    Door("surveys:index", "q", "visitor", "harbour", "harbour-survey"),
    Door("surveys:invited", "q", "coordinator", "Respondentia", "Goosander"),
    Door("transfer:index", "q", "cluster_manager", "Sheetrock", "carvelbuilt"),
    Door("accounts:personal_data", "q", "protection_officer", "Bosun", "mate@example.org"),
    Door("api:organisations", "q", "visitor", "Nordic", "Nordic Harbour Cluster"),
    Door("api:who", "text", "visitor", "Ropewalking", "Nordic Harbour Cluster"),
    Door("api:partnerships", "q", "visitor", "Harbours", "Harbours together"),
    Door("api:partner_searches", "q", "visitor", "port", "We look for a port"),
    Door("api:countries", "q", "visitor", "Gross", '"pe"'),
    Door("api:events", "q", "visitor", "fair", "Harbour fair"),
    Door("api:cases", "q", "visitor", "Cranes", "Cranes for harbours"),
    Door("api:sources", "q", "visitor", "Cartographic", "Cartographic atlas"),
    Door("api:documents", "q", "cluster_manager", "Documental", "Seabiscuit"),
)


def offered_by_pages(scene, client, area=""):
    """(name, parameter) of every box for words on the pages that this client may open, and of what suggests while one types."""
    found = set()
    for name, address in addresses(scene, only_first=True):
        if name in ("account_logout", "set_language") or name.startswith("api:") or not name.startswith(area):
            continue
        response = client.get(address)
        if response.status_code == 200 and "text/html" in response.headers.get("Content-Type", ""):
            found |= set(boxes(etree.HTML(response.content), address))
    return found - NO_WORDS


def boxes(page, address):
    for form in page.iter("form"):
        if (form.get("method") or "get").lower() == "get":
            for box in form.xpath(".//input[@name][not(@type) or @type='text' or @type='search']"):
                yield door_at(form.get("action") or address), box.get("name")
    for box in page.xpath("//*[@data-source]"):
        yield door_at(box.get("data-source")), "q"


def door_at(address):
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return address


def offered_by_api():
    """The same of the API, as its description states it."""
    return {
        (resolve(path.replace("{key}", "none")).view_name, one["name"])
        for path, operations in api.get_openapi_schema()["paths"].items()
        for one in operations.get("get", {}).get("parameters", [])
        if one["in"] == "query" and is_free_text(one["schema"]) and one["name"] not in CODES
    }


def is_free_text(schema):
    kinds = schema.get("anyOf", [schema])
    return any(kind.get("type") == "string" and kind.get("pattern") == r"^[^\x00]*$" for kind in kinds)
