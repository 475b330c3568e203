"""Words of this area."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FactTopic(TextChoices):
    """What a fact is about: the headings of a profile, in this order."""

    ECONOMY = "economy", _("economy")
    TRADE = "trade", _("trade")
    POLICY = "policy", _("policy")
    CLUSTERS = "clusters", _("clusters and networks")
    COOPERATION = "cooperation", _("cooperation with Europe")
    PARTNERSHIPS = "partnerships", _("European partnerships")
    INTEREST = "interest", _("interest of European clusters")
    OTHER = "other", _("other facts")


class BodyRole(TextChoices):
    """What an organisation of the country is to those who come from Europe."""

    COUNTERPART = "counterpart", _("counterpart body")
    NETWORK = "network", _("network")
    REPRESENTATIVE = "representative", _("representative")
    AMBASSADOR = "ambassador", _("ambassador")


# Who stands in the country for those who come from Europe; the others are whom to speak with.
FOR_EUROPE = (BodyRole.REPRESENTATIVE, BodyRole.AMBASSADOR)
