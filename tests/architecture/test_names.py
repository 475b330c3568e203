"""Names resolve: templates reverse only addresses that exist, views have templates that exist, addresses are tested."""

import re
from pathlib import Path

import pytest
from django.template import engines
from django.template.loader import get_template
from django.urls import URLPattern, URLResolver, get_resolver

from kontor.hub.foundation.api import Schema
from kontor.hub.front.api import api

REPOSITORY = Path(__file__).parents[2]
HUB = REPOSITORY / "src" / "kontor" / "hub"
URL_TAG = re.compile(r"{%\s*url\s+['\"]([\w:.-]+)['\"]")


def routes(resolver=None, namespace=""):
    """(name, callback) of every address of our own."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = ":".join(part for part in (namespace, entry.namespace) if part)
            yield from routes(entry, inner)
        elif isinstance(entry, URLPattern) and entry.name:
            yield f"{namespace}:{entry.name}" if namespace else entry.name, entry.callback


ROUTES = dict(routes())
TEMPLATES = sorted(HUB.glob("*/templates/**/*.html")) + sorted(HUB.glob("*/templates/**/*.txt"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(HUB)))
def test_template_compiles_and_reverses_known_names(path):
    text = path.read_text()

    engines["django"].from_string(text)

    unknown = {name for name in URL_TAG.findall(text) if name not in ROUTES}
    assert unknown == set()


def test_views_have_their_template():
    for name, callback in ROUTES.items():
        view = getattr(callback, "view_class", None)
        if view is None or not view.__module__.startswith("kontor."):
            continue
        if getattr(view, "template_name", None):
            get_template(view.template_name.split("#")[0])
            assert name


@pytest.mark.parametrize(
    "path", [p for p in TEMPLATES if p.suffix == ".html"], ids=lambda path: str(path.relative_to(HUB))
)
def test_template_keeps_the_content_security_policy(path):
    text = path.read_text()

    assert not re.search(r"\sstyle\s*=", text), "no inline style"
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text), "no inline handler"
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*type=[\"']application/json)", text), (
        "no inline script"
    )
    assert "http://" not in re.sub(r"http://www\.w3\.org\S*", "", text)


def test_no_two_shapes_of_the_api_share_a_name():
    """The description names shapes by their class alone: of two with one name it would show one for both."""
    shapes = {}
    for shape in every_shape(Schema):
        shapes.setdefault(shape.__name__, set()).add(shape.__module__)
    described = api.get_openapi_schema()["components"]["schemas"]

    assert {
        name: sorted(homes) for name, homes in shapes.items() if len(homes) > 1 and name in described
    } == {}


def every_shape(shape):
    for one in shape.__subclasses__():
        yield one
        yield from every_shape(one)
