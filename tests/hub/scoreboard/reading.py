"""Questions as tests ask them, and what an answer says."""

import json
from urllib.parse import urlencode

from django.urls import reverse

# nomark

SHIPS = {"collection": "partnerships"}
PLACES = {"collection": "participations", "rule": "places"}


def answer_url(question, **further):
    text = question if isinstance(question, str) else json.dumps(question)
    return f"{reverse('scoreboard:answer')}?{urlencode({'question': text, **further})}"


def text_of(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode()
