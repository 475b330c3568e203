"""The columns in which the directory is read from files and written to them."""

from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.choices import AliasKind, LabelKind, OrganisationKind, Taxonomy
from kontor.hub.directory.rules import MOST_TERMS
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.transfer.kit import (
    Address,
    Choice,
    Citations,
    Column,
    CountryCode,
    Integer,
    Languages,
    ListCleaner,
    Number,
    PartialDate,
    Reference,
    RegionCode,
    Slug,
    Terms,
    Text,
)

# Column -> taxonomy, and column -> field of the record where they differ.
TAXONOMIES = {
    "sectors": Taxonomy.SECTORAL_INDUSTRY,
    "emerging_industries": Taxonomy.EMERGING_INDUSTRY,
    "technology_fields": Taxonomy.TECHNOLOGY_FIELD,
    "s3_priorities": Taxonomy.S3_PRIORITY,
    "ecosystems": Taxonomy.ECOSYSTEM,
}
FIELDS = {"country": "country_id", "region": "region_id"} | {
    name: name
    for name in [
        "name",
        "short_name",
        "kind",
        "region_text",
        "website",
        "founded",
        "staff",
        "sme_members",
        "large_members",
        "research_members",
        "languages",
        "description",
        "visibility",
    ]
}


class Words(ListCleaner):
    """Several printed forms, separated by semicolons."""

    def part(self, text: str) -> str:
        return text


SOURCE = Column(
    "source", _("Source"), _("source#place, separated by semicolons."), clean=Citations(table="sources")
)
ORGANISATION_COLUMNS = (
    Column("id", _("Key"), _("Short name in addresses; stays the same for ever."), required=True, clean=Slug(100), example="basque-energy-cluster"),
    Column("name", _("Name"), _("In the original spelling, with its accents."), required=True, clean=Text(250), example="Basque Energy Cluster"),
    Column("short_name", _("Short name"), clean=Text(80)),
    Column("kind", _("Kind"), _("What sort of body it is."), required=True, clean=Choice(OrganisationKind), example="cluster-organisation"),
    Column("country", _("Country"), _("Code or name."), clean=CountryCode(), example="ES"),
    Column("region", _("Region"), _("NUTS code or name."), clean=RegionCode(), example="ES21"),
    Column("region_text", _("Region as stated"), _("As printed, where NUTS has no such region."), clean=Text(120)),
    Column("website", _("Website"), clean=Address(), example="https://www.example.org"),
    Column("founded", _("Founded"), _("Year, month or day."), clean=PartialDate(), example="1996"),
    Column("staff", _("Staff (full-time equivalents)"), clean=Number(least=0, places=1)),
    Column("sme_members", _("SME members"), clean=Integer(least=0)),
    Column("large_members", _("Large members"), clean=Integer(least=0)),
    Column("research_members", _("Research members"), clean=Integer(least=0)),
    Column("languages", _("Languages"), _("Codes, separated by semicolons."), clean=Languages(), example="es; eu; en"),
    Column("description", _("Description"), clean=Text(5000, lines=True)),
    Column("visibility", _("Visible to"), _("public where nothing is said, programme, partners or restricted."), clean=Choice(Visibility), example="public"),
    *(
        Column(name, Taxonomy(taxonomy).label, _("Codes or labels, at most three."), clean=Terms(name, most=MOST_TERMS))
        for name, taxonomy in TAXONOMIES.items()
    ),
    Column("excellence_label", _("Label of excellence"), _("gold, silver or bronze."), clean=Choice(LabelKind), example="gold"),
    Column("other_labels", _("Other labels"), _("Codes of the list 'label', separated by semicolons."), clean=Terms("labels")),
    Column("source", _("Source"), _("source#place, separated by semicolons."), clean=Citations(table="sources")),
)  # fmt: skip
TERM_COLUMNS = (
    Column(
        "taxonomy",
        _("Taxonomy"),
        _("The list the term belongs to."),
        required=True,
        clean=Slug(40),
        example="sectoral-industry",
    ),
    Column(
        "code",
        _("Code"),
        _("Stable; unique in its list."),
        required=True,
        clean=Slug(120),
        example="environmental-services",
    ),
    Column("parent_code", _("Code of the group"), _("Of the same list; empty at the top."), clean=Text(120)),
    Column(
        "label",
        _("Label"),
        _("What people read."),
        required=True,
        clean=Text(250),
        example="Environmental Services",
    ),
    Column("aliases", _("Also called"), _("Other printed forms, separated by semicolons."), clean=Words()),
    Column("source", _("Source"), _("Where the term was seen."), clean=Text(250)),
    Column(
        "status", _("Status"), _("A: seen in a source; K: general knowledge."), clean=Text(1), example="A"
    ),
    Column("valid_from", _("Valid from"), _("Year, month or day."), clean=PartialDate()),
)
ALIAS_COLUMNS = (
    Column(
        "organisation",
        _("Organisation"),
        _("Its key."),
        required=True,
        clean=Reference("organisations"),
        example="basque-energy-cluster",
    ),
    Column(
        "alias",
        _("Other name"),
        required=True,
        clean=Text(250),
        example="Cluster de Energía",
        aliases=("name",),
    ),
    Column("kind", _("Kind"), _("also or former."), clean=Choice(AliasKind)),
    Column("from", _("From"), _("Year, month or day."), clean=PartialDate()),
    Column("to", _("To"), _("Year, month or day."), clean=PartialDate()),
    SOURCE,
)
