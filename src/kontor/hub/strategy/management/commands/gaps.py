"""Whom to invite so that the gaps of a value chain close, as JSON on stdout or as lines; exit 2 for what cannot be answered."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kontor.hub.accounts.management.asking import actor_of, add_actor
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.strategy.queries import InvitationPage, Limits, as_plain, chain_by_key, invitation


class Command(BaseCommand):
    help = (
        "gaps of a value chain and the fewest to invite, with proof and reasons: ./kontor gaps CHAIN --json"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("chain", help="key of a value chain")
        parser.add_argument("--country", action="append", default=[], help="code; several may be given")
        parser.add_argument("--per-country", type=int, help="how many from one country at most")
        parser.add_argument("--most", type=int, help="how many at most")
        add_actor(parser, "a visitor")
        parser.add_argument("--json", action="store_true", help="JSON instead of lines")

    def handle(self, *args: Any, **options: Any) -> None:
        if min(options["per_country"] or 1, options["most"] or 1) < 1:
            raise CommandError("Give --per-country and --most from 1 on.", returncode=2)
        actor = actor_of(options["actor"], VISITOR)
        try:
            chain = chain_by_key(actor, options["chain"])
        except NotThere as error:
            told = f"There is no value chain '{options['chain']}' that may be seen. Give its key."
            raise CommandError(told, returncode=2) from error
        limits = Limits(tuple(options["country"]), options["per_country"], options["most"])
        found = invitation(actor, chain, limits)
        plain = {"chain": chain.key, **as_plain(found)}
        self.stdout.write(
            json.dumps(plain, ensure_ascii=False, indent=1) if options["json"] else as_lines(found)
        )


def as_lines(found: InvitationPage) -> str:
    if not found.gaps:
        return "Nothing is missing."
    lines = [f"{one.organisation.name} ({one.organisation.key}): {one.sentence}" for one in found.invited]
    proof = "Proven: no set is better." if found.proven else f"At most {found.percent} % from the best set."
    return "\n".join((*lines, *found.still_open, proof))
