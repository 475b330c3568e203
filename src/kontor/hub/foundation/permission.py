"""Who may do what: small predicates with names, combined with & and |, readable aloud, one table for the whole platform.

    PERMISSIONS.define("directory.edit", edits_profile | is_platform_editor, N_("Only the organisation's own team ..."))

`can` answers, `require` refuses with the sentence, `explain` says which rule decided.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kontor.hub.foundation.actor import Actor, PlatformRole
from kontor.hub.foundation.refusal import N_, NotAllowed, NotThere
from kontor.hub.foundation.visibility import sees


class ScopeMissing(NotAllowed):
    code = "scope-missing"
    sentence = N_("The token in use lacks the scope '%(scope)s'. Make one that carries it.")


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer and the names of the rules that gave it."""

    allowed: bool
    rule: str


@dataclass(frozen=True, slots=True)
class Predicate:
    """A named condition on (actor, object). Combine with &, | and ~."""

    name: str
    test: Callable[[Actor, Any], bool]
    decide: Callable[[Actor, Any], Decision] | None = None

    def __call__(self, actor: Actor, subject: Any) -> Decision:
        return self.decide(actor, subject) if self.decide else Decision(self.test(actor, subject), self.name)

    def __or__(self, other: "Predicate") -> "Predicate":
        def decide(actor: Actor, subject: Any) -> Decision:
            first = self(actor, subject)
            if first.allowed:
                return first
            second = other(actor, subject)
            return second if second.allowed else Decision(False, f"neither {first.rule} nor {second.rule}")

        return Predicate(f"({self.name} or {other.name})", lambda a, s: decide(a, s).allowed, decide)

    def __and__(self, other: "Predicate") -> "Predicate":
        def decide(actor: Actor, subject: Any) -> Decision:
            first = self(actor, subject)
            if not first.allowed:
                return first
            second = other(actor, subject)
            return Decision(
                second.allowed, f"{first.rule} and {second.rule}" if second.allowed else second.rule
            )

        return Predicate(f"({self.name} and {other.name})", lambda a, s: decide(a, s).allowed, decide)

    def __invert__(self) -> "Predicate":
        return Predicate(f"not {self.name}", lambda actor, subject: not self(actor, subject).allowed)


def predicate(test: Callable[[Actor, Any], bool]) -> Predicate:
    """Make a predicate of a function; its name in words is the function's."""
    return Predicate(test.__name__.replace("_", " "), test)


@predicate
def is_anybody(actor: Actor, subject: Any) -> bool:
    return True


@predicate
def is_signed_in(actor: Actor, subject: Any) -> bool:
    return not actor.is_visitor


@predicate
def is_the_system(actor: Actor, subject: Any) -> bool:
    return actor.is_system


@predicate
def is_platform_editor(actor: Actor, subject: Any) -> bool:
    return actor.has(PlatformRole.EDITOR, PlatformRole.ADMINISTRATOR)


@predicate
def is_administrator(actor: Actor, subject: Any) -> bool:
    return actor.has(PlatformRole.ADMINISTRATOR)


@predicate
def is_programme_analyst(actor: Actor, subject: Any) -> bool:
    return actor.has(PlatformRole.ANALYST, PlatformRole.ADMINISTRATOR)


@predicate
def is_protection_officer(actor: Actor, subject: Any) -> bool:
    return actor.has(PlatformRole.PROTECTION_OFFICER, PlatformRole.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Permission:
    """`scope` is what an API token must carry for it: 'read', 'write', or a narrower word."""

    action: str
    rule: Predicate
    sentence: str
    scope: str


class Permissions:
    """The table of all permissions. An action that nobody defined is a fault of the program, not a refusal."""

    def __init__(self) -> None:
        self.table: dict[str, Permission] = {}

    def define(self, action: str, rule: Predicate, sentence: str, *, scope: str = "write") -> None:
        self.table[action] = Permission(action, rule, sentence, scope)

    def decide(self, actor: Actor, action: str, subject: Any = None, *, seen: bool = False) -> Decision:
        """`seen` says that the caller knows already that the actor sees the record, having asked for many at once."""
        permission = self.table[action]
        if not actor.may_use(permission.scope):
            return Decision(False, f"the token lacks the scope {permission.scope}")
        if subject is not None and not seen and not sees(actor, subject):
            return Decision(False, "does not see the record")
        return permission.rule(actor, subject)


PERMISSIONS = Permissions()


def can(actor: Actor, action: str, subject: Any = None) -> bool:
    """Whether `actor` may do `action` to `subject` (or at all, without a subject)."""
    return PERMISSIONS.decide(actor, action, subject).allowed


def require(actor: Actor, action: str, subject: Any = None) -> None:
    """Refuse unless `can`. What the actor may not even see is `NotThere`."""
    if can(actor, action, subject):
        return
    if subject is not None and not sees(actor, subject):
        raise NotThere
    scope = PERMISSIONS.table[action].scope
    if not actor.may_use(scope):
        raise ScopeMissing(scope=scope)
    raise NotAllowed(PERMISSIONS.table[action].sentence, action=action)


def explain(actor: Actor, action: str, subject: Any = None) -> Decision:
    """Which rule decided: for the administrator's debug page."""
    return PERMISSIONS.decide(actor, action, subject)
