"""Who is asked, from a table: one row for each respondent of a wave."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import can
from kontor.hub.foundation.refusal import N_, Refusal
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Partnership
from kontor.hub.surveys.actions import invitations as actions
from kontor.hub.surveys.models import Invitation, Wave
from kontor.hub.surveys.rules import invitations as rules
from kontor.hub.transfer.kit import (
    Change,
    Column,
    Current,
    Importer,
    Key,
    Lookup,
    Reference,
    Row,
    Shaped,
    Text,
)

EMAIL = r"[^@\s,;<>\"']{1,64}@[^@\s,;<>\"']{1,180}\.[^@\s,;<>\"'.]{2,60}"
FIELDS = ("name", "language", "group")


class NotYours(Refusal):
    code = "not-yours"
    sentence = N_("You do not run the survey of this wave: leave the row out, or ask its team to invite you.")


class ImportInvitations(Importer):
    """Addresses for a wave. No letter leaves by importing; a second import of the same address changes what is known of it."""

    kind, label, permission = "survey-invitations", _("Respondents of a survey"), "surveys.add"
    columns = (
        Column("wave", _("Wave"), _("The wave's key, as its address shows it."), required=True,
               clean=Reference(table="waves"), example="progress-2018"),
        Column("email", _("E-mail address"), _("Her link goes there."), required=True,
               clean=Shaped(pattern=EMAIL, like="ada@example.org"), example="ada@example.org"),
        Column("name", _("Name"), _("Stands in the letter."), clean=Text(longest=200), example="Ada Lovelace"),
        Column("language", _("Language"), _("Code of the language she is asked in."), clean=Text(longest=12), example="en"),
        Column("partnership", _("Partnership"), _("Its key; for which she answers."), clean=Reference(table="partnerships"),
               example="nf4"),
        Column("group", _("Group"), _("Counted under this word. Left empty, it is the strand of the partnership."),
               clean=Text(longest=80), example="strand-1"),
    )  # fmt: skip
    key_columns = ("wave", "email")
    model = Invitation

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        self.actor = actor
        waves = list(visible(Wave, actor).select_related("survey"))
        self.waves = {one.pk: one for one in waves}
        self.runs = {one.pk for one in waves if can(actor, "surveys.invite", one)}
        partnerships = visible(Partnership, actor)
        self.partnerships = {one.pk: one for one in partnerships}
        return {
            "waves": Lookup.of(_("wave"), [(one.key, one.pk, one.label) for one in waves]),
            "partnerships": Lookup.of(
                _("partnership"), [(one.key, one.pk, one.acronym) for one in self.partnerships.values()]
            ),
        }

    def key(self, row: Row) -> Key:
        return (row.get("wave"), str(row.get("email") or "").casefold())

    def check(self, row: Row, current: Current | None) -> None:
        if row["wave"] not in self.runs:
            raise NotYours(field="wave")
        wave = self.waves[row["wave"]]
        rules.check_invitable(wave.state)
        whole = {**(current.values if current else {}), **row}
        partnership = self.partnerships.get(whole.get("partnership") or 0)
        others = self.asked_partnerships(wave, besides=current.pk if current else None)
        rules.check_asked_once(
            wave.unit,
            row["email"],
            partnership.acronym if partnership else "",
            addresses=(),
            partnerships=others,
        )

    def asked_partnerships(self, wave: Wave, besides: int | None) -> set[str]:
        """Read once for each wave: acronym by invitation."""
        if not hasattr(self, "asked"):
            self.asked: dict[int, dict[int, str]] = {}
        if wave.pk not in self.asked:
            rows = Invitation.objects.filter(wave=wave, partnership__isnull=False)
            self.asked[wave.pk] = dict(rows.values_list("pk", "partnership__acronym"))
        return {acronym for pk, acronym in self.asked[wave.pk].items() if pk != besides}

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        wanted = set(keys)
        rows = visible(Invitation, self.actor).filter(
            wave__in={key[0] for key in wanted if isinstance(key, tuple)}
        )
        found: dict[Key, Current] = {}
        for one in rows.exclude(email=""):
            key = (one.wave_id, one.email.casefold())
            if key in wanted:
                values = {"wave": one.wave_id, "email": one.email, "partnership": one.partnership_id}
                found[key] = Current(
                    one.pk, values | {name: getattr(one, name) for name in FIELDS}, one.version
                )
        return found

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        by_wave: dict[int, list[actions.Entry]] = {}
        for row in rows:
            by_wave.setdefault(row["wave"], []).append(
                actions.Entry(
                    row["email"],
                    partnership=self.partnerships.get(row.get("partnership") or 0),
                    **{name: row.get(name) or "" for name in FIELDS},
                )
            )
        for wave, entries in by_wave.items():
            actions.invite(actor=actor, wave=self.waves[wave], entries=entries)

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        known = Invitation.objects.in_bulk([change.pk for change in changes])
        for change in changes:
            fields: dict[str, Any] = {
                name: change.after[name] for name in ("email", *FIELDS) if name in change.after
            }
            if "partnership" in change.after:
                fields["partnership"] = self.partnerships.get(change.after["partnership"] or 0)
            actions.edit_invitation(actor=actor, invitation=known[change.pk], **fields)

    def remove_many(self, actor: Actor, pks: Sequence[Any]) -> None:
        """Refused once letters have left: a respondent who was written to is erased, not unlisted."""
        for one in Invitation.objects.filter(pk__in=pks):
            actions.remove_invitation(actor=actor, invitation=one)
