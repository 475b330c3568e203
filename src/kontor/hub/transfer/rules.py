"""What must hold for each step of an import."""

from kontor.hub.foundation.refusal import N_, Refusal
from kontor.hub.foundation.states import Machine, Step

# More is left to a background job: what is read and written while the person waits.
INLINE_BYTES = 150_000
INLINE_ROWS = 2_000

IMPORT = Machine(
    "import",
    {
        "refuse": Step(("reading",), "refused"),
        "plan": Step(("reading",), "planned"),
        "execute": Step(("planned",), "executed"),
        "undo": Step(("executed",), "undone"),
        "discard": Step(("reading", "refused", "planned"), "discarded"),
    },
)


class PlanOutdated(Refusal):
    """Between plan and approval somebody changed the records, so the plan no longer says what would happen."""

    code = "plan-outdated"
    sentence = N_(
        "Records have changed since this plan was made. Look at the new plan below and approve it again."
    )


class AtWork(Refusal):
    code = "import-at-work"
    sentence = N_("A background job is working on this import: wait until it has ended.")


class FileGone(Refusal):
    code = "import-file-gone"
    sentence = N_("The file of this import is no longer kept. Upload it again.")


class TooOldToUndo(Refusal):
    code = "too-old-to-undo"
    sentence = N_(
        "What is needed to undo an import is kept for %(days)s days, and this one is older. Correct the records by hand."
    )


class EndsBeforeItBegins(Refusal):
    code = "ends-before-it-begins"
    sentence = N_("It ends (%(end)s) before it begins (%(start)s): correct one of the two.")


class PartOfItself(Refusal):
    code = "part-of-itself"
    sentence = N_("The region '%(code)s' would be part of itself (%(chain)s): correct the column 'parent'.")


class CodeTaken(Refusal):
    code = "code-taken"
    sentence = N_("The three-letter code '%(value)s' belongs to %(other)s already: correct one of them.")


def check_same_plan(approved: str, now: str) -> None:
    if approved != now:
        raise PlanOutdated


def chain_to_itself(code: str, parents: dict[str, str | None]) -> list[str]:
    """The way from `code` along its parents back to itself; empty when it ends elsewhere."""
    way = [code]
    parent = parents.get(code)
    while parent and parent not in way:
        way.append(parent)
        parent = parents.get(parent)
    return [*way, code] if parent == code else []
