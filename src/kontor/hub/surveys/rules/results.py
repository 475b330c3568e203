"""What comes of a wave: files, the code book, what is coded."""

from collections.abc import Collection

from kontor.hub.foundation.refusal import N_, Refusal


class UnknownForm(Refusal):
    code = "unknown-form"
    status = 404
    sentence = N_("Nothing is written as '%(form)s' here. Choose one of: %(forms)s.")


class NothingWritten(Refusal):
    code = "nothing-written"
    sentence = N_(
        "Nothing can be written freely to this question, so there is nothing to code. Choose another one."
    )


class CodeTaken(Refusal):
    code = "code-taken"
    sentence = N_(
        "The code '%(label)s' stands in the book of this question already. Use it, or call this one otherwise."
    )


class CodeOfAnother(Refusal):
    code = "code-of-another"
    sentence = N_("The code '%(label)s' belongs to another question. Choose one of this question's book.")


class AnswerGone(Refusal):
    code = "answer-gone"
    sentence = N_("An answer was taken back meanwhile, so it cannot be coded. Load the page again.")


def check_written(*, written: bool) -> None:
    if not written:
        raise NothingWritten(field="question")


def check_code_free(label: str, key: str, taken: Collection[str]) -> None:
    if key in taken:
        raise CodeTaken(field="label", label=label)


def check_codes_of(question: str, codes: Collection[tuple[str, str]]) -> None:
    """`codes` are (question, label) of those that are to be given."""
    for of, label in codes:
        if of != question:
            raise CodeOfAnother(label=label)


def check_still_there(
    answers: Collection[tuple[int, str, str]], known: Collection[tuple[int, str, str]]
) -> None:
    """`answers` are those that are to be coded, `known` those that were given: response, item, cell."""
    if not set(answers) <= set(known):
        raise AnswerGone
