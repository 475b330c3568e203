"""Profiles of countries: facts as their source states them, and the organisations to speak with."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.models import Team, User
from kontor.hub.countries.choices import (
    EXAMPLE_KINDS,
    EXAMPLE_STATES,
    MISSION_TO,
    BodyRole,
    FactTopic,
    Measure,
    StudyItem,
)
from kontor.hub.directory.models import ContactPerson, Organisation
from kontor.hub.evidence.models import Source
from kontor.hub.foundation.country_names import codes_by_name, country_name
from kontor.hub.foundation.models import Country, Record
from kontor.hub.foundation.partial_dates import PartialDateField
from kontor.hub.foundation.slugs import in_words
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.choices import Qualifier
from kontor.hub.partnerships.models import Partnership


class CountryProfile(Record):
    """What is kept of one country. Kept -> withdrawn -> kept again: its row and trail stay, lists leave it out.

    `key` is the country's code in lower case. `team` keeps it; without one platform editors do.
    """

    key = models.SlugField(_("key"), max_length=10, unique=True)
    country = models.OneToOneField(
        Country, on_delete=models.PROTECT, related_name="+", related_query_name="profile", verbose_name=_("country")
    )  # fmt: skip
    summary = models.TextField(_("summary"), blank=True)
    visibility = models.CharField(
        _("visible to"), max_length=12, choices=Visibility, default=Visibility.PUBLIC
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="country_profile",
        verbose_name=_("kept by"),
    )  # fmt: skip
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("reason"), max_length=250, blank=True)

    class Meta:
        ordering = ["key"]
        verbose_name = _("country profile")
        verbose_name_plural = _("country profiles")
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | ~Q(withdrawn_reason=""),
                name="profile_withdrawn_for_a_reason",
            )
        ]

    def __str__(self) -> str:
        return country_name(self.country_id, get_language() or "en")

    def get_absolute_url(self) -> str:
        return reverse("countries:country", args=[self.key])


class CountryFact(Record):
    """One stated fact: in the language of its source, a translation beside it, with the value and the day as far as stated.

    `about` is another country that the fact speaks of, such as the origin of a mission. `indicator` names what the value measures
    in the same way for all countries, so that markets can be compared by it. Empty `language` and `as_of` are not
    stated. Kept -> withdrawn: a withdrawn fact stays as a row, because the trail and older reports name it.
    """

    profile = models.ForeignKey(CountryProfile, on_delete=models.CASCADE, related_name="facts")
    key = models.SlugField(_("key"), max_length=120, unique=True)
    topic = models.CharField(_("topic"), max_length=20, choices=FactTopic)
    indicator = models.SlugField(_("market figure"), max_length=60, blank=True)
    statement = models.CharField(_("statement"), max_length=500)
    language = models.CharField(_("language of the source"), max_length=8, blank=True)
    translation = models.CharField(_("translation"), max_length=500, blank=True)
    translation_language = models.CharField(_("language of the translation"), max_length=8, blank=True)
    value = models.CharField(_("value"), max_length=250, blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    qualifier = models.CharField(_("how exact"), max_length=14, choices=Qualifier, default=Qualifier.EXACT)
    scope = models.CharField(_("scope"), max_length=120, blank=True)
    about = models.ForeignKey(
        Country, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="fact_about",
        verbose_name=_("speaks of"),
    )  # fmt: skip
    as_of = PartialDateField(_("as of"))
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="+", related_query_name="country_fact", verbose_name=_("source")
    )  # fmt: skip
    place = models.CharField(_("place in the source"), max_length=120, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("reason"), max_length=250, blank=True)

    class Meta:
        ordering = ["profile", "pk"]
        verbose_name = _("fact about a country")
        verbose_name_plural = _("facts about countries")
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | ~Q(withdrawn_reason=""), name="fact_withdrawn_for_a_reason"
            )
        ]

    def __str__(self) -> str:
        return self.statement


class CountryBody(Record):
    """An organisation of the country: to speak with (a counterpart body, a network), or one that stands for Europe there.

    `person` is a contact person of the organisation: kept in the directory with consent, for a purpose, until a day, and gone from
    here when she is erased there.
    """

    profile = models.ForeignKey(CountryProfile, on_delete=models.CASCADE, related_name="bodies")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", related_query_name="country_body",
        verbose_name=_("organisation"),
    )  # fmt: skip
    role = models.CharField(_("role"), max_length=20, choices=BodyRole)
    person = models.ForeignKey(
        ContactPerson, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", related_query_name="country_body",
        verbose_name=_("person"),
    )  # fmt: skip
    mandate = models.CharField(_("mandate"), max_length=250, blank=True)
    start = PartialDateField(_("from"))
    end = PartialDateField(_("to"))
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="country_body",
        verbose_name=_("source"),
    )  # fmt: skip
    place = models.CharField(_("place in the source"), max_length=120, blank=True)

    class Meta:
        ordering = ["role", "pk"]
        verbose_name = _("body of a country")
        verbose_name_plural = _("bodies of countries")
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "organisation", "role"], name="one_role_of_a_body_in_a_country"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.profile_id}"


class CountryExample(Record):
    """A contact, mission or cooperation between Europe and the country, as a source tells it without a case of a partnership.

    `kind` and `status` are the words of the source's list. Empty dates and an empty European country are not stated.
    """

    profile = models.ForeignKey(CountryProfile, on_delete=models.CASCADE, related_name="examples")
    key = models.SlugField(_("key"), max_length=120, unique=True)
    partner_side = models.CharField(_("European side"), max_length=500)
    partner_country = models.ForeignKey(
        Country, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="example_from",
        verbose_name=_("country of the European side"),
    )  # fmt: skip
    counterpart_side = models.CharField(_("side of the country"), max_length=500)
    sector = models.CharField(_("sector"), max_length=120, blank=True)
    kind = models.SlugField(_("type"), max_length=40)
    status = models.SlugField(_("status"), max_length=40, blank=True)
    start = PartialDateField(_("from"))
    end = PartialDateField(_("to"))
    note = models.TextField(_("note"), blank=True)
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="+", related_query_name="country_example", verbose_name=_("source")
    )  # fmt: skip
    place = models.CharField(_("place in the source"), max_length=120, blank=True)

    class Meta:
        ordering = ["profile", "pk"]
        verbose_name = _("example of cooperation")
        verbose_name_plural = _("examples of cooperation")

    def __str__(self) -> str:
        return f"{self.partner_side} – {self.counterpart_side}"[:250]

    @property
    def kind_in_words(self) -> str:
        return kind_in_words(self.kind)

    @property
    def status_in_words(self) -> str:
        return str(EXAMPLE_STATES.get(self.status) or in_words(self.status))


def kind_in_words(kind: str) -> str:
    """'mission-to-colombia' is 'mission to Colombia' in the reader's language; a word that nobody foresaw stays the source's."""
    if kind in EXAMPLE_KINDS:
        return str(EXAMPLE_KINDS[kind])
    country = codes_by_name("en").get(kind.removeprefix(MISSION_TO).replace("-", " "))
    if not kind.startswith(MISSION_TO) or country is None:
        return in_words(kind)
    return gettext("mission to %(country)s") % {"country": country_name(country, get_language() or "en")}


class MarketCriteria(Record):
    """How a partnership weighs candidate markets. A weight of 0 leaves the criterion out.

    `indicator` names the market figure (facts of the same name) that is compared; without one there is no market data.
    """

    partnership = models.OneToOneField(
        Partnership, on_delete=models.CASCADE, related_name="+", related_query_name="market_criteria"
    )
    interest = models.PositiveSmallIntegerField(_("interest of members"), default=3)
    saturation = models.PositiveSmallIntegerField(_("few other partnerships"), default=2)
    experience = models.PositiveSmallIntegerField(_("own experience"), default=1)
    market = models.PositiveSmallIntegerField(_("market data"), default=0)
    indicator = models.SlugField(_("market figure"), max_length=60, blank=True)
    higher_is_better = models.BooleanField(_("a higher figure is better"), default=True)

    class Meta:
        verbose_name = _("weights of a choice of markets")
        verbose_name_plural = _("weights of choices of markets")

    def __str__(self) -> str:
        return f"weights of {self.partnership_id}"


class MarketChoice(Record):
    """Chosen -> adopted: its countries became target markets. `ranking` keeps the table as it was on that day."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="+", related_query_name="market_choice"
    )
    countries = models.ManyToManyField(Country, related_name="+", related_query_name="market_choice")
    reason = models.TextField(_("reason"))
    chosen_on = models.DateField(_("chosen on"))
    chosen_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("chosen by")
    )
    ranking = models.JSONField(_("ranking on that day"), default=list)
    adopted_on = models.DateField(_("made target markets on"), null=True, blank=True)

    class Meta:
        ordering = ["-chosen_on", "-pk"]
        verbose_name = _("choice of markets")
        verbose_name_plural = _("choices of markets")

    def __str__(self) -> str:
        return f"{self.partnership_id} {self.chosen_on}"


class MarketStudy(Record):
    """What a partnership found out about a country that it means to enter. Kept by its partners -> published -> taken back."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="+", related_query_name="market_study"
    )
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="+", related_query_name="market_study", verbose_name=_("country")
    )  # fmt: skip
    summary = models.TextField(_("in short"), max_length=2000, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    published_by = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("published by"),
    )

    class Meta:
        ordering = ["partnership", "country"]
        verbose_name = _("market study")
        verbose_name_plural = _("market studies")
        constraints = [
            models.UniqueConstraint(fields=["partnership", "country"], name="one_market_study_of_a_country")
        ]

    def __str__(self) -> str:
        return f"{self.partnership_id} {self.country_id}"

    def get_absolute_url(self) -> str:
        return reverse("countries:study", args=[self.pk])


class MarketStudyItem(Record):
    """One of the six items: what is said, on what it rests, and who wrote it last, when. `points` are its rows (`choices.ROWS`)."""

    study = models.ForeignKey(MarketStudy, on_delete=models.CASCADE, related_name="items")
    item = models.CharField(_("item"), max_length=24, choices=StudyItem)
    text = models.TextField(_("text"), max_length=5000, blank=True)
    points = models.JSONField(_("rows"), default=list, blank=True)
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="market_study_item",
        verbose_name=_("source"),
    )  # fmt: skip
    place = models.CharField(_("place in the source"), max_length=120, blank=True)
    written_on = models.DateField(_("written on"))
    written_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("written by")
    )

    class Meta:
        ordering = ["study", "pk"]
        verbose_name = _("item of a market study")
        verbose_name_plural = _("items of market studies")
        constraints = [models.UniqueConstraint(fields=["study", "item"], name="one_item_of_a_study")]

    def __str__(self) -> str:
        return f"{self.get_item_display()}"


class MarketFigure(Record):
    """How large the market was in a year, by one of the four measures. The newest is its size, the series its growth."""

    study = models.ForeignKey(MarketStudy, on_delete=models.CASCADE, related_name="figures")
    measure = models.CharField(_("figure"), max_length=32, choices=Measure)
    year = models.PositiveSmallIntegerField(_("year"))
    value = models.CharField(_("value"), max_length=40)
    unit = models.CharField(_("unit or currency"), max_length=40)
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="+", related_query_name="market_figure", verbose_name=_("source")
    )  # fmt: skip
    place = models.CharField(_("place in the source"), max_length=120, blank=True)

    class Meta:
        ordering = ["study", "measure", "year"]
        verbose_name = _("figure of a market study")
        verbose_name_plural = _("figures of market studies")
        constraints = [
            models.UniqueConstraint(
                fields=["study", "measure", "year"], name="one_figure_of_a_year_in_a_study"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_measure_display()} {self.year}"
