"""The base of every record of the areas: when it came and changed, and which version a form was filled from."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Record(models.Model):
    """`personal` names the fields that hold personal data ('pii' or 'no_pii' is stated by every model).

    Audit entries never hold the values of personal fields: the trail cannot be edited, and erasure must be possible.
    """

    pii: ClassVar[bool] = False
    personal: ClassVar[frozenset[str]] = frozenset()

    created_at = models.DateTimeField(_("created"), auto_now_add=True, editable=False)
    changed_at = models.DateTimeField(_("changed"), auto_now=True, editable=False)
    version = models.PositiveIntegerField(
        default=1,
        editable=False,
        help_text=_("Grows with every save, so that two editors cannot overwrite each other."),
    )

    class Meta:
        abstract = True

    def save(self, **kwargs: Any) -> None:
        if self.pk and not self._state.adding:
            self.version += 1
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "version", "changed_at"}
        super().save(**kwargs)
