"""The demo's invented market study: read by the partners of one partnership, with gaps and a share that does not fit, to show how they are told."""

import json
from datetime import date
from pathlib import Path

from kontor.hub.countries import actions
from kontor.hub.countries.models import MarketCriteria, MarketStudy
from kontor.hub.evidence.models import Source
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.models import Country
from kontor.hub.partnerships.models import Partnership


def load_study(actor: Actor, file: Path) -> int:
    """Write it. Once. Returns how many items it has."""
    told = json.loads(file.read_text(encoding="utf-8"))
    partnership = Partnership.objects.get(key=told["partnership"])
    country = Country.objects.get(pk=told["country"])
    if (known := MarketStudy.objects.filter(partnership=partnership, country=country).first()) is not None:
        return known.items.count()
    study = actions.begin_study(
        actor=actor, partnership=partnership, country=country, summary=told["summary"]
    )
    source = Source.objects.get(key=told["source"])
    today = date.fromisoformat(told["day"])
    for item, fields in told["items"].items():
        actions.write_item(
            actor=actor, study=study, item=item, version=0, fields={**fields, "source": source}, today=today
        )
    for fields in told["figures"]:
        actions.write_figure(actor=actor, study=study, fields={**fields, "source": source})
    return len(told["items"])


def load_weights(actor: Actor, partnership: Partnership) -> None:
    """Let one partnership weigh the invented market figures of `elca/market_figures.csv`. Once: its own weights stay."""
    if not MarketCriteria.objects.filter(partnership=partnership).exists():
        actions.weigh_markets(
            actor=actor, partnership=partnership, version=0, interest=0, saturation=2, experience=2, market=3,
            indicator="demo-growth", higher_is_better=True,
        )  # fmt: skip
