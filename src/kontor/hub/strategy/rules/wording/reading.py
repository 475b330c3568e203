"""What a sentence says: its language, its amounts, its years, the words of it that a pattern meets."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from kontor.hub.strategy.rules.wording.words import AIMS, EVERYDAY, FALLING, JOINED, NUMBER_WORDS

YEAR = re.compile(r"(?<![\w.,/-])(?:19|20)\d\d(?![\w/-]|[.,]\d)")
DAY = re.compile(r"\b\d{4}-\d\d(?:-\d\d)?\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b")
# 'Industry 4.0', 'S3', 'B2B' and 'M18' are names, not amounts.
NAMED = re.compile(r"\b(?:indust(?:ry|rie|ria)|web|horizon|horizonte|agenda|objective|ziel|objetivo|objectif|kpi)\s+\d[\d.]*", re.IGNORECASE)  # fmt: skip
AMOUNT = re.compile(
    r"(?<![\w.,-])\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?![\w])|(?<![\w.,-])\d+(?:[.,]\d+)?(?=\s?%|(?![\w-]))"
)
SENTENCES = re.compile(r"(?<=[.!?])\s+(?=\w)")
WORD = re.compile(r"[^\W\d_]+")
GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


def languages_of(text: str) -> tuple[str, ...]:
    """The language of most of its everyday words; where that is not clear, all four.

    >>> languages_of("Sign 12 agreements with clusters in Japan by the end of 2026")
    ('en',)
    """
    words = [word.casefold() for word in WORD.findall(text)]
    counts = {name: sum(word in known for word in words) for name, known in EVERYDAY.items()}
    best = max(counts.values())
    first = tuple(name for name, count in counts.items() if count == best)
    return first if best and len(first) == 1 else tuple(EVERYDAY)


def met(text: str, patterns: Iterable[str]) -> tuple[str, ...]:
    """The words of the text that these patterns meet, as they stand there, each once."""
    hits = [
        hit.span()
        for pattern in patterns
        for hit in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.IGNORECASE)
    ]
    # Of words within words ('many' in 'as many as possible') the longer stands.
    found, end = [], 0
    for first, last in sorted(hits, key=lambda span: (span[0], -span[1])):
        if first >= end:
            found.append(text[first:last])
            end = last
    return tuple(dict.fromkeys(found))


def years(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*DAY.findall(text), *YEAR.findall(DAY.sub(" ", text))]))


def amounts(text: str, languages: Iterable[str]) -> tuple[tuple[str, Decimal], ...]:
    """The amounts that a sentence states, as written and as numbers; days, years and names are none.

    >>> amounts("Hold 3 missions for 1,500 SMEs by 2026 (Industry 4.0)", ["en"])
    (('3', Decimal('3')), ('1,500', Decimal('1500')))
    """
    bare = NAMED.sub(" ", DAY.sub(" ", text))
    bare = YEAR.sub(" ", bare)
    found = [(hit.start(), hit.group(), number(hit.group())) for hit in AMOUNT.finditer(bare)]
    for name in languages:
        for hit in WORD.finditer(bare):
            value = NUMBER_WORDS[name].get(hit.group().casefold())
            if value is not None:
                found.append((hit.start(), hit.group(), Decimal(value)))
    return tuple(dict.fromkeys((written, value) for _, written, value in sorted(found) if value is not None))


def number(written: str) -> Decimal | None:
    bare = re.sub(r"[ \u00a0\u202f]", "", written)
    bare = re.sub(r"[.,]", "", bare) if GROUPED.fullmatch(bare) else bare.replace(",", ".")
    try:
        return Decimal(bare)
    except InvalidOperation:
        return None


def several_aims(text: str, languages: Iterable[str]) -> tuple[str, ...]:
    """The words of two aims that one objective joins, or () where it has one.

    >>> several_aims("Train 50 managers and send 10 of them to Japan", ["en"])
    ('Train', 'and send')
    """
    for name in languages:
        aims, joined = AIMS[name], JOINED[name]
        for part in SENTENCES.split(text):
            pair = joined_aims(part, aims, joined, at_the_end=name == "de")
            if pair:
                return pair
        firsts = [hit for part in SENTENCES.split(text) if (hit := first_aim(part, aims))]
        if len(firsts) > 1:
            return tuple(firsts[:2])
    return ()


def first_aim(text: str, aims: str) -> str:
    hit = re.search(rf"(?<!\w)(?:{aims})(?!\w)", text, re.IGNORECASE)
    return hit.group() if hit else ""


def joined_aims(text: str, aims: str, joined: str, *, at_the_end: bool) -> tuple[str, ...]:
    """German verbs stand at the end of what they govern; those of the others follow the conjunction."""
    between = r"[^.;]*?(?<!\w)" if at_the_end else r"\s*(?:(?:to|de)\s+|d['’])?"
    pattern = (
        rf"(?<!\w)(?P<one>{aims})(?!\w).*?(?P<two>(?<!\w)(?:{joined})(?:\s|(?<=;)){between}(?:{aims}))(?!\w)"
    )
    hit = re.search(pattern, text, re.IGNORECASE)
    return (hit["one"], hit["two"]) if hit else ()


def falls(text: str, languages: Iterable[str]) -> tuple[str, ...]:
    """The words that say that the figure shall fall."""
    return met(text, [FALLING[name] for name in languages])
