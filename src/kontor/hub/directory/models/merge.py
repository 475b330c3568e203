"""Doubles: what was merged, so that it can be undone, and which pairs a person has found to be different."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.models import User
from kontor.hub.directory.models.organisation import Organisation
from kontor.hub.foundation.models import Record


class Merge(Record):
    """`double` was merged into `survivor`. `moved` says which rows were re-tied and which fields taken over, in the form
    that `actions.undo_merge` reads.
    """

    survivor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="merges")
    double = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="merged_by")
    moved = models.JSONField(default=dict)
    reason = models.CharField(_("reason"), max_length=250, blank=True)
    merged_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["double"], condition=models.Q(undone_at=None), name="merged_once"
            ),
        ]
        verbose_name = _("merge")

    def __str__(self) -> str:
        return f"{self.double_id} into {self.survivor_id}"


class DismissedPair(Record):
    """A person looked at this pair of possible doubles and found them different. `first` has the smaller id."""

    first = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(_("reason"), max_length=250, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="dismissed_once"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="pair_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} is not {self.second_id}"
