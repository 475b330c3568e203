"""What an organisation does and can do: classifications, labels, competences, interest in countries."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.choices import Direction, LabelKind
from kontor.hub.directory.models.organisation import Organisation
from kontor.hub.directory.models.term import Term
from kontor.hub.foundation.models import Country, Record
from kontor.hub.foundation.partial_dates import PartialDateField


class Classification(Record):
    """A term that describes the organisation. At most three of one taxonomy (`rules.check_classifications`)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="classifications")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="classifications")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "term"], name="one_classification_each")
        ]
        verbose_name = _("classification")

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.term_id}"


class Label(Record):
    """A quality label, awarded and expiring."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="labels")
    kind = models.CharField(_("kind"), max_length=8, choices=LabelKind)
    name = models.CharField(_("name"), max_length=120, blank=True)
    awarded = PartialDateField(_("awarded"))
    expires = PartialDateField(_("expires"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "name", "awarded"], name="one_label_per_award"
            )
        ]
        verbose_name = _("label")

    def __str__(self) -> str:
        return self.name or self.get_kind_display()


class Competence(Record):
    """What the organisation offers or seeks."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="competences")
    direction = models.CharField(_("direction"), max_length=6, choices=Direction)
    term = models.ForeignKey(
        Term, on_delete=models.PROTECT, null=True, blank=True, related_name="competences"
    )
    text = models.CharField(_("in words"), max_length=250, blank=True)
    readiness = models.PositiveSmallIntegerField(
        _("technology readiness level"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(9)],
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(term__isnull=False) | ~models.Q(text=""), name="competence_says_something"
            )
        ]
        verbose_name = _("competence")

    def __str__(self) -> str:
        return self.text or str(self.term)


class CountryInterest(Record):
    """The organisation is interested in working with a country."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="interests")
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="+", related_query_name="interest"
    )
    since = PartialDateField(_("since"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "country"], name="one_interest_per_country")
        ]
        verbose_name = _("interest in a country")

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.country_id}"
