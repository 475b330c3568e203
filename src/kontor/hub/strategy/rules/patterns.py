"""Value chains to start from: stages as the sectors of the programme have them, in the words of whoever starts.

They are a start and no standard: every component can be changed, added or taken out.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kontor.hub.foundation.refusal import N_, Refusal


class NoSuchPattern(Refusal):
    code = "no-such-pattern"
    sentence = N_("There is no template '%(pattern)s': choose one of %(known)s, or leave it empty.")


class OneStart(Refusal):
    code = "one-start"
    sentence = N_("A chain starts from a template or from another chain, not from both: empty one of them.")


@dataclass(frozen=True, slots=True)
class Pattern:
    """`components` are (name, what happens there, the term to search the directory by: taxonomy/code); `links` are (place,
    place, what passes), counted from 0.
    """

    name: str
    components: tuple[tuple[str, str, str], ...]
    links: tuple[tuple[int, int, str], ...]


def in_a_row(*passes: str) -> tuple[tuple[int, int, str], ...]:
    """One link from each component to the next."""
    return tuple((at, at + 1, word) for at, word in enumerate(passes))


PATTERNS: Mapping[str, Pattern] = {
    "manufacturing": Pattern(
        N_("Manufactured products"),
        (
            (N_("Research and development"), N_("New materials, processes and products are made ready."), "sectoral-industry/education-and-knowledge-creation"),
            (N_("Raw materials"), N_("Materials are won, refined or recovered."), "sectoral-industry/upstream-metal-manufacturing"),
            (N_("Parts and components"), N_("Semi-finished goods and components are made."), "sectoral-industry/downstream-metal-products"),
            (N_("Machines and tools"), N_("Machines, tools and automation for the production."), "sectoral-industry/production-technology-and-heavy-machinery"),
            (N_("Assembly"), N_("The product is put together and tested."), "technology-field/process-plant-engineering"),
            (N_("Distribution and sales"), N_("The product reaches its market."), "sectoral-industry/distribution-and-electronic-commerce"),
            (N_("Service and recycling"), N_("The product is maintained, repaired and taken back."), "technology-field/recycling-recovery"),
        ),
        (
            (0, 2, N_("knowledge")), (1, 2, N_("materials")), (3, 2, N_("equipment")), (2, 4, N_("components")),
            (4, 5, N_("products")), (5, 6, N_("products in use")), (6, 1, N_("recovered materials")),
        ),
    ),
    "agri-food": Pattern(
        N_("Food from field to table"),
        (
            (N_("Breeding and inputs"), N_("Seeds, feed, nutrients and protection are provided."), "sectoral-industry/agricultural-inputs-and-services"),
            (N_("Primary production"), N_("Crops are grown, animals and fish are raised."), "s3-priority/crop-and-animal-production-hunting-and-related"),
            (N_("Processing"), N_("Food and drink are made."), "sectoral-industry/food-processing-and-manufacturing"),
            (N_("Packaging"), N_("Packaging is designed, made and filled."), "sectoral-industry/paper-and-packaging"),
            (N_("Cold chain and logistics"), N_("Goods are stored and moved at their temperature."), "sectoral-industry/transportation-and-logistics"),
            (N_("Trade and catering"), N_("Food is sold and served."), "sectoral-industry/distribution-and-electronic-commerce"),
            (N_("Quality and traceability"), N_("Origin and safety are tested and proven."), "technology-field/analyses-test-facilities-and-methods"),
            (N_("Use of residues"), N_("By-products and waste become something new."), "technology-field/recycling-recovery"),
        ),
        (
            (0, 1, N_("inputs")), (1, 2, N_("harvest")), (2, 3, N_("food")), (3, 4, N_("packed goods")),
            (4, 5, N_("deliveries")), (6, 2, N_("proofs")), (2, 7, N_("residues")), (7, 0, N_("nutrients")),
        ),
    ),
    "digital": Pattern(
        N_("Digital services"),
        (
            (N_("Data and sensors"), N_("Data are measured and collected."), "technology-field/sensors-and-wireless-products"),
            (N_("Connectivity and computing"), N_("Networks, clouds and devices carry them."), "sectoral-industry/communications-equipment-and-services"),
            (N_("Software and models"), N_("Software, models and interfaces are built."), "technology-field/computer-software"),
            (N_("Security and law"), N_("Data are protected, rules are kept."), "technology-field/planning-and-security"),
            (N_("Integration"), N_("The service is fitted into what a customer has."), "sectoral-industry/information-technology-and-analytical-instruments"),
            (N_("Operation and support"), N_("The service runs, people are trained."), "sectoral-industry/business-services"),
        ),
        (
            (0, 1, N_("data")), (1, 2, N_("data at hand")), (2, 4, N_("software")), (3, 4, N_("assurance")), (4, 5, N_("service")),
        ),
    ),
    "environment": Pattern(
        N_("Water, energy and environment"),
        (
            (N_("Studies and planning"), N_("Needs, sites and permits are clarified."), "sectoral-industry/environmental-services"),
            (N_("Technology and equipment"), N_("Plants and equipment are developed and built."), "technology-field/environmental-engineering-technology"),
            (N_("Financing"), N_("Public and private money is brought together."), "sectoral-industry/financial-services"),
            (N_("Construction and installation"), N_("Plants are built on the site."), "sectoral-industry/construction-products-and-services"),
            (N_("Operation and maintenance"), N_("Plants run, staff are trained."), "technology-field/water-resources-management"),
            (N_("Monitoring"), N_("Effects are measured and reported."), "technology-field/analyses-test-facilities-and-methods"),
        ),
        (
            (0, 3, N_("plans")), (1, 3, N_("equipment")), (2, 3, N_("money")), (3, 4, N_("plants")), (4, 5, N_("measurements")), (5, 0, N_("experience")),
        ),
    ),
    "health": Pattern(
        N_("Health and medical technology"),
        (
            (N_("Medical research"), N_("Needs are found and effects understood."), "technology-field/medical-research"),
            (N_("Development and prototypes"), N_("Devices, diagnostics and medicines are developed."), "technology-field/medical-technology-biomedical-engineering"),
            (N_("Trials and approval"), N_("Safety and effect are shown, approval is asked for."), "technology-field/analyses-test-facilities-and-methods"),
            (N_("Production"), N_("Products are made under control."), "sectoral-industry/medical-devices"),
            (N_("Distribution and procurement"), N_("Hospitals and insurers buy and receive."), "sectoral-industry/distribution-and-electronic-commerce"),
            (N_("Care and follow-up"), N_("Patients are treated, results are collected."), "s3-priority/human-health-activities"),
        ),
        (*in_a_row(N_("findings"), N_("prototypes"), N_("approvals"), N_("products"), N_("deliveries")), (5, 0, N_("results"))),
    ),
}  # fmt: skip


def sought(pattern: Pattern) -> set[tuple[str, str]]:
    """Return taxonomy and code of all terms that a template asks for."""
    return {told_apart(need) for _name, _told, need in pattern.components}


def told_apart(need: str) -> tuple[str, str]:
    taxonomy, _, code = need.partition("/")
    return taxonomy, code


def pattern(key: str) -> Pattern:
    if key not in PATTERNS:
        raise NoSuchPattern(field="pattern", pattern=key, known=", ".join(PATTERNS))
    return PATTERNS[key]


def check_one_start(pattern: str, *, copies: bool) -> None:
    if pattern and copies:
        raise OneStart(field="pattern")
