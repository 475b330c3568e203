"""Colours: readable in both themes, and the style sheet that is shipped is the one the theme describes."""

from importlib.resources import files

import pytest

from kontor.documents.drawings import theme

GROUNDS = [(i, name) for i, name in enumerate(("light", "dark"))]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("number", "name"), GROUNDS)
def test_text_has_enough_contrast_on_the_ground(number: int, name: str) -> None:
    ground = theme.TONES["ground"][number]
    tones = ["ink", "muted", *(f"s{i}" for i in range(1, theme.SERIES + 1))]

    low = {tone: contrast(theme.TONES[tone][number], ground) for tone in tones}

    assert {tone: round(ratio, 2) for tone, ratio in low.items() if ratio < 4.5} == {}, name


@pytest.mark.parametrize(("number", "name"), GROUNDS)
def test_marks_have_enough_contrast_on_the_ground(number: int, name: str) -> None:
    ground = theme.TONES["ground"][number]
    tones = ["edge", "axis", "coast", "focus", *(f"s{i}" for i in range(1, theme.SERIES + 1))]

    low = {tone: contrast(theme.TONES[tone][number], ground) for tone in tones}

    assert {tone: round(ratio, 2) for tone, ratio in low.items() if ratio < 3} == {}, name


@pytest.mark.parametrize(("number", "name"), GROUNDS)
def test_numbers_have_enough_contrast_on_their_marks(number: int, name: str) -> None:
    marks = [f"s{i}" for i in range(1, theme.SERIES + 1)] + [f"c{i}" for i in range(1, theme.CLASSES + 1)]

    low = {mark: contrast(theme.TONES[mark][number], theme.TONES[f"{mark}-text"][number]) for mark in marks}

    assert {mark: round(ratio, 2) for mark, ratio in low.items() if ratio < 4.5} == {}, name


@pytest.mark.parametrize(("number", "name"), GROUNDS)
def test_classes_of_a_map_grow_steadily_away_from_the_ground(number: int, name: str) -> None:
    ground = theme.TONES["ground"][number]

    ratios = [contrast(theme.TONES[f"c{i}"][number], ground) for i in range(1, theme.CLASSES + 1)]

    assert ratios == sorted(ratios), name


def test_shipped_style_sheet_is_the_one_of_the_theme() -> None:
    shipped = (files("kontor.documents.drawings") / "assets" / "drawings.css").read_text("utf-8")

    assert shipped == theme.stylesheet()


def test_roles_wear_only_known_tones() -> None:
    worn = {v for role in theme.ROLES.values() for name, v in role.items() if name in ("fill", "stroke")}

    assert worn - set(theme.TONES) == {"none"}


def test_unknown_role_is_an_error() -> None:
    with pytest.raises(KeyError):
        theme.on_screen("neon")
