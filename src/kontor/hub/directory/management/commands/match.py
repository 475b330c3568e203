"""Who complements an organisation, as JSON on stdout or as lines; exit 2 when what is asked cannot be answered."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kontor.hub.accounts.management.asking import actor_of, add_actor
from kontor.hub.directory.queries import Moved, by_key
from kontor.hub.directory.queries.complements import Complements, Narrowed, complements_of
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.refusal import NotThere


class Command(BaseCommand):
    help = "organisations that complement one, with reasons: ./kontor match organisations --for KEY --json"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["organisations"])
        parser.add_argument("--for", dest="key", required=True, help="key of an organisation")
        parser.add_argument("--country", action="append", default=[], help="code; several may be given")
        parser.add_argument("--kind", default="", help="such as sme or rto")
        parser.add_argument("--readiness", type=int, help="least level, 1 to 9, of what is offered")
        parser.add_argument("--number", type=int, default=20, help="how many at most (20)")
        add_actor(parser, "a visitor")
        parser.add_argument("--json", action="store_true", help="JSON instead of lines")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["number"] < 1 or not 1 <= (options["readiness"] or 1) <= 9:
            raise CommandError("Give --number from 1 on and --readiness from 1 to 9.", returncode=2)
        actor = actor_of(options["actor"], VISITOR)
        try:
            organisation = by_key(actor, options["key"])
        except Moved as moved:
            organisation = by_key(actor, moved.key)
        except NotThere as error:
            told = f"There is no organisation '{options['key']}' that may be seen. Give its key."
            raise CommandError(told, returncode=2) from error
        narrowed = Narrowed(tuple(options["country"]), options["kind"], options["readiness"])
        answer = complements_of(actor, organisation, narrowed, options["number"])
        self.stdout.write(as_json(organisation, answer) if options["json"] else as_lines(answer))


def as_json(organisation: Any, answer: Complements) -> str:
    found = [
        {
            "id": one.organisation.key,
            "name": one.organisation.name,
            "country": one.organisation.country_id,
            "kind": one.organisation.kind,
            "score": one.score,
            "readiness": one.readiness,
            "reasons": [
                {"code": why.code, "values": why.values, "sentence": why.sentence} for why in one.reasons
            ],
        }
        for one in answer.found
    ]
    told = {
        "for": organisation.key,
        "asked": answer.asked,
        "number": answer.number,
        "by_country": dict(answer.by_country),
    }
    return json.dumps({**told, "found": found}, ensure_ascii=False, indent=1, default=list)


def as_lines(answer: Complements) -> str:
    if not answer.asked:
        return "It says neither what it seeks or offers nor what it works in: there is nothing to compare."
    lines = []
    for one in answer.found:
        lines.append(f"{one.score:.2f}  {one.organisation.name} ({one.organisation.key})")
        lines += [f"      {why.sentence}" for why in one.reasons]
    return "\n".join(lines) or "Nobody who may be seen complements it."
