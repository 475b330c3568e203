"""LimeSurvey's types of question, each a letter, and ours."""

from kontor.engine.questionnaire.kinds import Kind

KINDS: dict[str, tuple[Kind, str]] = {
    # letter: kind, look
    "1": (Kind.ARRAY, "dual"),
    "5": (Kind.CHOICE, "points"),
    "A": (Kind.ARRAY, "points"),
    "B": (Kind.ARRAY, "points"),
    "C": (Kind.ARRAY, "yes-uncertain-no"),
    "D": (Kind.DATE, ""),
    "E": (Kind.ARRAY, "change"),
    "F": (Kind.ARRAY, ""),
    "G": (Kind.CHOICE, "gender"),
    "H": (Kind.ARRAY, "columns"),
    "I": (Kind.CHOICE, "language"),
    "K": (Kind.TEXTS, "numbers"),
    "L": (Kind.CHOICE, ""),
    "!": (Kind.CHOICE, "dropdown"),
    "M": (Kind.MULTIPLE, ""),
    "N": (Kind.NUMBER, ""),
    "O": (Kind.CHOICE_COMMENT, ""),
    "P": (Kind.MULTIPLE_COMMENT, ""),
    "Q": (Kind.TEXTS, ""),
    "R": (Kind.RANKING, ""),
    "S": (Kind.TEXT, ""),
    "T": (Kind.TEXT, "long"),
    "U": (Kind.TEXT, "huge"),
    "X": (Kind.DISPLAY, ""),
    "Y": (Kind.YES_NO, ""),
    "|": (Kind.FILE, ""),
    "*": (Kind.FORMULA, ""),
    ":": (Kind.ARRAY_NUMBER, ""),
    ";": (Kind.ARRAY_TEXT, ""),
}

MADE_OPTIONS: dict[str, tuple[tuple[str, str], ...]] = {
    # letter: codes and English words of the options that the type itself brings
    "5": tuple((str(point), str(point)) for point in range(1, 6)),
    "A": tuple((str(point), str(point)) for point in range(1, 6)),
    "B": tuple((str(point), str(point)) for point in range(1, 11)),
    "C": (("Y", "Yes"), ("U", "Uncertain"), ("N", "No")),
    "E": (("I", "Increase"), ("S", "Same"), ("D", "Decrease")),
    "G": (("F", "Female"), ("M", "Male")),
}

WORDS: dict[str, dict[str, str]] = {
    # the same words in the languages of the interface
    "de": {"Yes": "Ja", "Uncertain": "Unsicher", "No": "Nein", "Increase": "Zunahme", "Same": "Gleich", "Decrease": "Abnahme", "Female": "Weiblich", "Male": "Männlich"},
    "es": {"Yes": "Sí", "Uncertain": "No está seguro", "No": "No", "Increase": "Aumenta", "Same": "Igual", "Decrease": "Disminuye", "Female": "Mujer", "Male": "Hombre"},
    "fr": {"Yes": "Oui", "Uncertain": "Incertain", "No": "Non", "Increase": "Augmente", "Same": "Inchangé", "Decrease": "Diminue", "Female": "Femme", "Male": "Homme"},
}  # fmt: skip


def letter_of(kind: Kind, look: str, origin: str) -> str:
    """Return the letter of a type: the one it came with where that still fits, else the nearest.

    >>> letter_of(Kind.CHOICE, "dropdown", ""), letter_of(Kind.TEXT, "", "U"), letter_of(Kind.CONTACT, "email", "")
    ('!', 'U', 'S')
    """
    if origin in KINDS and (KINDS[origin][0] is kind or (kind, origin) in NUMBERS_AS_TEXT):
        return origin
    if kind is Kind.CONTACT:
        return "S"
    if kind is Kind.TEXTS:
        return "K" if look == "numbers" else "Q"
    exact = [letter for letter, (one, its) in KINDS.items() if one is kind and its == look]
    return (
        exact[0] if exact else next(letter for letter, (one, its) in KINDS.items() if one is kind and not its)
    )


NUMBERS_AS_TEXT = {(Kind.NUMBER, "S"), (Kind.NUMBER, "T"), (Kind.ARRAY_NUMBER, ";")}
"""Types that take numbers where an attribute says so."""
