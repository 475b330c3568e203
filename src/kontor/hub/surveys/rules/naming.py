"""How parts of a questionnaire are called."""


def coded(code: str, words: str) -> str:
    """The words after their code; once where whoever wrote them began with it ('A. Identification')."""
    return words if words.startswith(f"{code}. ") else f"{code}. {words}"
