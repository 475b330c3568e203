"""Lists of a campaign: who was invited, every contact, what was told otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.tables import Column, Facet, RowAction, Table, known_last
from kontor.hub.surveys.choices import STANDING_TONES, ChangeState, ContactKind, Standing
from kontor.hub.surveys.models import Wave
from kontor.hub.surveys.queries.known import fact_words


@dataclass(frozen=True, slots=True)
class Badge:
    """A state as a coloured word."""

    label: str
    tone: str

    def __str__(self) -> str:
        return self.label


def standing_badge(row: Any) -> Badge:
    return Badge(str(dict(Standing.choices)[row.standing]).capitalize(), STANDING_TONES[row.standing])


def who(row: Any) -> str:
    return row.name or row.email or str(_("Erased respondent") if row.erased_at else _("Without a name"))


def last_letter(row: Any) -> Any:
    return row.last_reminded_at or row.sent_at


class Invited(Table):
    """`wave` is the one whose list it is; `may_change` whether the rows offer what changes them."""

    name = "surveys.invited"
    searches = _("Search names, addresses, partnerships")
    default_sort = "who"
    wave: Wave
    may_change = False
    columns = (
        Column("who", _("Respondent"), sort=("name", "email"), fixed=True, value=who,
               url=lambda row: reverse("surveys:respondent", args=[row.wave.survey.key, row.wave.key, row.pk]),
               hint=lambda row: row.email if row.name else ""),
        Column("partnership", _("Partnership"), sort=(known_last("partnership__acronym"),), value="partnership.acronym"),
        Column("group", _("Group"), sort=("group",)),
        Column("language", _("Language"), sort=("language",), hidden=True),
        Column("sent", _("Invited"), sort=(known_last("sent_at"),), kind="date", value="sent_at", descending_first=True),
        Column("reminders", _("Reminders"), sort=("reminders",), kind="number", descending_first=True),
        Column("last", _("Last letter"), kind="date", value=last_letter),
        Column("opened", _("Opened"), sort=(known_last("opened_at"),), kind="date", value="opened_at", hidden=True),
        Column("answered", _("Answered"), sort=(known_last("completed_at"),), kind="date", value="completed_at",
               descending_first=True),
        Column("standing", _("Standing"), sort=("standing",), kind="badge", value=standing_badge,
               hint=lambda row: row.bounce_reason if row.standing == Standing.BOUNCED else ""),
    )  # fmt: skip
    facets = (
        Facet("standing", _("Standing"), choices=Standing.choices, by_count=False),
        Facet("group", _("Group")),
        Facet("language", _("Language")),
    )
    empty_title = _("Nobody is invited yet")
    empty_text = _("Put addresses on the list, or import them from a table.")

    def search(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        return rows.filter(
            Q(name__icontains=words) | Q(email__icontains=words) | Q(partnership__acronym__icontains=words)
        )

    def decorate(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("partnership", "wave__survey")

    def actions(self, record: Any) -> Iterable[RowAction]:
        if self.may_change and record.erased_at is None:
            at = [self.wave.survey.key, self.wave.key, record.pk]
            yield RowAction(_("Change"), reverse("surveys:edit_invitation", args=at), "edit")


class Contacts(Table):
    """Every letter of a wave and what came of it, the newest first."""

    name = "surveys.contacts"
    default_sort = "-at"
    columns = (
        Column("at", _("When"), sort=("at", "pk"), kind="date", fixed=True, descending_first=True),
        Column("kind", _("What"), sort=("kind",), value="get_kind_display"),
        Column("who", _("Respondent"), value=lambda row: who(row.invitation), hint=lambda row: row.invitation.group,
               url=lambda row: reverse(
                   "surveys:respondent",
                   args=[row.invitation.wave.survey.key, row.invitation.wave.key, row.invitation_id])),
        Column("subject", _("Subject"), sort=("subject",)),
        Column("outcome", _("Outcome"), sort=("outcome",)),
    )  # fmt: skip
    facets = (Facet("kind", _("What"), choices=ContactKind.choices, by_count=False),)
    empty_title = _("No letter has left yet")
    empty_text = _("Every letter stands here, and what came back.")

    def decorate(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("invitation__wave__survey")


CHANGE_TONES = {ChangeState.OPEN: "warning", ChangeState.APPROVED: "good", ChangeState.DECLINED: "neutral"}


def change_badge(row: Any) -> Badge:
    return Badge(str(row.get_state_display()).capitalize(), CHANGE_TONES[row.state])


def told_words(value: Any) -> str:
    """A value, or the fields of a whole record, in one line."""
    if isinstance(value, dict):
        return ", ".join(str(one) for one in value.values() if one not in ("", None))
    return "" if value is None else str(value)


def before_words(row: Any) -> str:
    return told_words(row.before) or str(_("not in the records"))


def after_words(row: Any) -> str:
    if row.told is None and "." not in row.field:
        return str(_("not any more"))
    return told_words(row.told) or str(_("nothing"))


class Changes(Table):
    """What respondents told otherwise than the records say."""

    name = "surveys.changes"
    default_sort = "partnership"
    decidable: frozenset[int] = frozenset()
    columns = (
        Column("what", _("What"), sort=("field", "pk"), fixed=True, value=lambda row: fact_words(row.field)),
        Column("partnership", _("Partnership"), sort=(known_last("response__partnership__acronym"), "pk"),
               value=lambda row: row.response.partnership.acronym if row.response.partnership else ""),
        Column("before", _("As recorded"), value=before_words),
        Column("told", _("As told"), value=after_words),
        Column("wave", _("Wave"), sort=("response__wave__label",), value=lambda row: row.response.wave.label, hidden=True),
        Column("created", _("Told on"), sort=("created_at",), kind="date", value="created_at", hidden=True),
        Column("state", _("State"), sort=("state",), kind="badge", value=change_badge),
    )  # fmt: skip
    facets = (
        Facet("state", _("State"), choices=ChangeState.choices, by_count=False),
        Facet("partnership", _("Partnership"), field="response__partnership__key",
              label_field="response__partnership__acronym"),
        Facet("wave", _("Wave"), field="response__wave__key", label_field="response__wave__label"),
    )  # fmt: skip
    empty_title = _("Nothing was told otherwise")
    empty_text = _(
        "Where answers differ from the records, the differences wait here to be taken over or declined."
    )

    def actions(self, record: Any) -> Iterable[RowAction]:
        if record.state == ChangeState.OPEN and record.pk in self.decidable:
            yield RowAction(_("Decide"), reverse("surveys:decide_change", args=[record.pk]), "check")
