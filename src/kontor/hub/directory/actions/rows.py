"""A journal of rows changed and deleted, so that what was done to many records can be undone exactly."""

from typing import Any

from django.apps import apps
from django.db import models

from kontor.hub.evidence.models import Citation
from kontor.hub.foundation import audit
from kontor.hub.foundation.audit import plain

type Step = dict[str, Any]

FREE = frozenset({"version", "changed_at"})


class RowChanged(Exception):  # noqa: N818 - the action turns it into a refusal
    """A row is not any more as the journal left it. `row` says which, for the sentence."""

    def __init__(self, row: str) -> None:
        super().__init__(row)
        self.row = row


class Journal:
    """Changes and deletes records, and remembers how they were. `steps` are plain values; `entries` go into the trail.

    Records with personal data are only changed: deleting one would keep its data in the journal.

    A `secret` step leaves no entry: that it happened together with the others would tell who it is about.
    """

    def __init__(self, action: str) -> None:
        self.action = action
        self.steps: list[Step] = []
        self.entries: list[audit.Entry] = []

    def change(self, record: models.Model, *, secret: bool = False, action: str = "", **values: Any) -> None:
        """Set these fields of a record, by attribute name, and save it. Values that it has already are left out.

        `action` names a change that is more than the journal's own, so that the trail says why it was made.
        """
        changed = {name: value for name, value in values.items() if getattr(record, name) != value}
        if not changed:
            return
        state = audit.state_of(record)
        before = {name: plain(getattr(record, name)) for name in changed}
        for name, value in changed.items():
            setattr(record, name, value)
        record.save(update_fields=[record._meta.get_field(name).name for name in changed])
        after = {name: plain(getattr(record, name)) for name in changed}
        self.steps.append(_step(record, secret, before=before, after=after))
        if not secret:
            self.entries.append(audit.Entry(action or self.action, record, state, audit.state_of(record)))

    def add(self, record: models.Model) -> None:
        """Save a new record."""
        record.save(force_insert=True)
        self.steps.append(_step(record, False, added=_raw_of(record)))
        self.entries.append(audit.Entry(self.action, record, {}, audit.state_of(record)))

    def delete(self, record: models.Model, *, secret: bool = False) -> None:
        """Delete a record that nothing else refers to, and keep all its fields."""
        self.steps.append(_step(record, secret, deleted=_raw_of(record)))
        if not secret:
            self.entries.append(audit.Entry(self.action, record, audit.state_of(record), {}))
        type(record)._default_manager.filter(pk=record.pk).delete()

    def fold(self, double: models.Model, kept: models.Model, **values: Any) -> None:
        """Give `kept` these values and the sources of `double`, which says the same and goes."""
        self.cite(double, kept)
        self.delete(double)
        self.change(kept, **values)

    def cite(self, double: models.Model, kept: models.Model) -> None:
        """Let `kept` rest on what `double` rests on."""
        kind = double._meta.label_lower
        present = {(one.source_id, one.document_id, one.place): one for one in _citations_of(kind, kept.pk)}
        for citation in _citations_of(kind, double.pk):
            same = present.get((citation.source_id, citation.document_id, citation.place))
            if same is None:
                self.change(citation, subject_id=kept.pk)
            else:
                self.delete(citation)
                self.change(same, supports=same.supports or citation.supports)


def _step(record: models.Model, secret: bool, **values: Any) -> Step:
    return {
        "model": record._meta.label_lower,
        "pk": record.pk,
        **values,
        **({"secret": True} if secret else {}),
    }


def _citations_of(kind: str, pk: int) -> Any:
    return Citation.objects.filter(subject_kind=kind, subject_id=pk).order_by("pk")


def _raw_of(record: models.Model) -> dict[str, Any]:
    """Every column of a record as a plain value, personal ones too: kept in the journal, never in the trail."""
    return {field.attname: plain(field.value_from_object(record)) for field in record._meta.concrete_fields}


class Undoing:
    """Takes back the steps of a journal, last first. Raises RowChanged at the first row that was changed meanwhile."""

    def __init__(self, action: str, steps: list[Step]) -> None:
        self.action = action
        self.steps = steps
        self.entries: list[audit.Entry] = []

    def run(self) -> None:
        for step in reversed(self.steps):
            model, told = apps.get_model(step["model"]), len(self.entries)
            if "deleted" in step:
                self.restore(model, step)
            elif "added" in step:
                self.remove(model, step)
            else:
                self.change_back(model, step)
            if step.get("secret"):
                del self.entries[told:]

    def restore(self, model: Any, step: Step) -> None:
        values = {
            field.attname: field.to_python(step["deleted"][field.attname])
            for field in model._meta.concrete_fields
        }
        record = model(**values)
        record.save_base(raw=True, force_insert=True)  # raw: the times of the row come back as they were
        self.entries.append(audit.Entry(self.action, record, {}, audit.state_of(record)))

    def remove(self, model: Any, step: Step) -> None:
        record = _found(model, step)
        if record is None:
            return
        if {**_raw_of(record), **dict.fromkeys(FREE)} != {**step["added"], **dict.fromkeys(FREE)}:
            raise RowChanged(_named(record))
        self.entries.append(audit.Entry(self.action, record, audit.state_of(record), {}))
        model._default_manager.filter(pk=record.pk).delete()

    def change_back(self, model: Any, step: Step) -> None:
        record = _found(model, step)
        if record is None:
            return
        state = audit.state_of(record)
        if {name: plain(getattr(record, name)) for name in step["after"]} != step["after"]:
            raise RowChanged(_named(record))
        fields = {name: model._meta.get_field(name) for name in step["before"]}
        for name, field in fields.items():
            setattr(record, name, field.to_python(step["before"][name]))
        record.save(update_fields=[field.name for field in fields.values()])
        self.entries.append(audit.Entry(self.action, record, state, audit.state_of(record)))


def _found(model: Any, step: Step) -> Any:
    """The row of a step. One with personal data may have been erased meanwhile, and stays erased: None."""
    record = model._default_manager.filter(pk=step["pk"]).first()
    if record is None and not model.pii:
        raise RowChanged(str(model._meta.verbose_name))
    return record


def _named(record: models.Model) -> str:
    return f"{record._meta.verbose_name} '{record}'"
