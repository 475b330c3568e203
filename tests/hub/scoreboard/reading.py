"""Questions and forms as a browser sends them, and what an answer says."""

import json
from urllib.parse import urlencode

from django.urls import reverse

SHIPS = {"collection": "partnerships"}
PLACES = {"collection": "participations", "rule": "places"}


def answer_url(question, **further):
    text = question if isinstance(question, str) else json.dumps(question)
    return f"{reverse('scoreboard:answer')}?{urlencode({'question': text, **further})}"


def text_of(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode()


def filled(claim=None, **values):
    """The form as a browser without scripts sends it."""
    kept = {
        "statement": "Partners of all", "value": "2", "unit": "partners", "qualifier": "exact", "visibility": "public",
        "source": claim.source_id if claim else "", "collection": "", "measure": "count", "rule": "",
    }  # fmt: skip
    return {**kept, **({"version": claim.version} if claim else {}), **values}
