"""How long the search for duplicates takes among 17,000 organisations, and what it finds.

The peer in the same run is rapidfuzz alone: token_sort_ratio of all folded names against all, no blocking, no
knowledge of legal forms, aliases, countries or websites. Both are asked for the same planted doubles.

    python benchmarks/crosscheck.py [number of organisations]
"""

import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
from rapidfuzz import fuzz, process

from kontor.engine.crosscheck.duplicates import OrganisationRecord, candidates
from kontor.engine.crosscheck.names import fold

SIZE = 17_000
PLANTED = 0.03
PEER_CUTOFF = 82
_SYLLABLES = "an bal ber cor dan del en fer gal hel in kar lan lit mar mol nor or pan por ral sal ser tar tor val ver vin"
_FIELDS = (
    "Food,Agro,Energy,Water,Textile,Photonics,Health,Medical,Mobility,Automotive,Aerospace,Space,Maritime,Digital,"
    "Software,Packaging,Plastics,Wood,Furniture,Construction,Creative,Media,Tourism,Sport,Metal,Chemistry,Logistics,"
    "Electronics,Security,Robotics,Materials,Optics,Bioeconomy,Dairy,Wine,Hydrogen,Wind,Solar,Battery,Fashion"
)
_BODIES = (
    "{f} Cluster {p}|Cluster {f} de {p}|{p} {f} Network|Pôle {f} {p}|{p} {f} Alliance|Association for {f} in {p}|{b}|"
    "{b} - {f} Cluster {p}|{b} {f} Association|Fundación {b}|{b} {p}|Netzwerk {f} {p}|{f} Valley {p}|Klastr {b} {f}"
)
_LEGAL = ("", "", " e.V.", " z.s.", " GmbH", " ASBL", " S.L.", " Kft", " d.o.o.", " AEI", " EEIG")
_COUNTRIES = "AT BE BG CZ DE DK EE ES FI FR GR HR HU IE IT LT LV NL PL PT RO SE SI SK"
_ACCENTS = str.maketrans({"a": "á", "e": "é", "o": "ö", "u": "ü", "c": "ç", "n": "ñ"})


def main(size: int = SIZE) -> None:
    """Print one line per method: CPU seconds, pairs proposed, planted doubles found."""
    records, doubles = synthetic(size, random.Random(20261121))
    print(f"{len(records):,} organisations, {len(doubles):,} of them planted doubles")
    print(f"{'method':<44}{'CPU s':>8}{'pairs':>10}{'planted found':>16}")
    ours, found = _timed("kontor candidates (names, aliases, websites)", lambda: _ours(records), doubles)
    peer, by_peer = _timed("rapidfuzz token_sort_ratio, all pairs", lambda: _peer(records), doubles)
    print(f"\n{peer / ours:.1f} times the peer's speed; recall {found:.1%} against {by_peer:.1%}")


def synthetic(size: int, chance: random.Random) -> tuple[list[OrganisationRecord], set[frozenset[str]]]:
    """Return `size` organisations and the pairs of ids that are one body written twice."""
    places = [_word(chance).capitalize() for _ in range(600)]
    originals = [_organisation(number, places, chance) for number in range(round(size * (1 - PLANTED)))]
    copied = chance.sample(originals, size - len(originals))
    copies = [
        replace(
            one,
            id=f"copy-{one.id}",
            name=chance.choice(_CHANGES)(one.name, chance),
            short_name="",
            website="",
        )
        for one in copied
    ]
    pairs = {frozenset((one.id, f"copy-{one.id}")) for one in copied}
    records = [*originals, *copies]
    chance.shuffle(records)
    return records, pairs


def _organisation(number: int, places: list[str], chance: random.Random) -> OrganisationRecord:
    brand = _word(chance).capitalize()
    body = chance.choice(_BODIES.split("|")).format(
        f=chance.choice(_FIELDS.split(",")), p=chance.choice(places), b=brand
    )
    return OrganisationRecord(
        id=f"{number:05}",
        name=body + chance.choice(_LEGAL),
        short_name=brand if brand in body else "",
        country=chance.choice(_COUNTRIES.split()),
        website=f"www.{brand.lower()}{number}.example" if chance.random() < 0.6 else "",
    )


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES.split(), k=chance.randint(2, 4)))


def _typo(name: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(name))
    return name[:place] + name[place + 1 :]


def _turned(name: str, chance: random.Random) -> str:
    words = name.split()
    chance.shuffle(words)
    return " ".join(words)


_CHANGES: tuple[Callable[[str, random.Random], str], ...] = (
    lambda name, chance: name.upper(),
    lambda name, chance: name.translate(_ACCENTS),
    lambda name, chance: name + chance.choice((" e. V.", " Ltd", ", z. s.", " association")),
    lambda name, chance: name.replace("Cluster", "Klaster").replace("Association", "Asociación"),
    _typo,
    _turned,
)


def _timed(
    label: str, find: Callable[[], set[frozenset[str]]], doubles: set[frozenset[str]]
) -> tuple[float, float]:
    start = time.process_time()
    pairs = find()
    spent = time.process_time() - start
    found = len(pairs & doubles) / len(doubles)
    print(f"{label:<44}{spent:>8.2f}{len(pairs):>10,}{found:>16.1%}")
    return spent, found


def _ours(records: list[OrganisationRecord]) -> set[frozenset[str]]:
    return {pair.ids for pair in candidates(records)}


def _peer(records: list[OrganisationRecord]) -> set[frozenset[str]]:
    ids = [record.id for record in records]
    return {frozenset((ids[row], ids[column])) for row, column in _alike([fold(one.name) for one in records])}


def _alike(folded: list[str]) -> Iterator[tuple[int, int]]:
    for start in range(0, len(folded), 1000):
        shares = process.cdist(
            folded[start : start + 1000],
            folded,
            scorer=fuzz.token_sort_ratio,
            score_cutoff=PEER_CUTOFF,
            dtype=np.uint8,
        )
        rows, columns = np.nonzero(shares)
        yield from (
            (start + row, column)
            for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
            if start + row < column
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
