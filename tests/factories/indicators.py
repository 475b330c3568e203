"""ELCA as its deliverable tells it: partners, the rows of its tables, and its ten indicators with targets and rules.

Counterparts are invented where no test needs their names; states, dates and responsible partners are the printed ones.
"""

from datetime import date
from itertools import count

from kontor.hub.agreements.models import Agreement, CaseReport, CooperationCase, Party
from kontor.hub.missions.models import Event, EventOrganisation
from kontor.hub.scoreboard.models import Indicator, IndicatorTarget, Period
from tests.factories.directory import make_organisation
from tests.factories.partnerships import make_participation, make_partnership

PARTNERS = ("amz", "mav", "pol", "bic", "mech")
FOUR = ("amz", "bic", "mech", "mav")
NETWORKS = ["amz"] * 9 + ["mav"] * 5 + ["pol", "bic", "mech", "mech"]

# (list, responsible, state, signed on, counterpart)
AGREEMENTS = (
    *(("cluster-agreements", ("amz",), "signed", day, name)
      for name, day in (("United", ""), ("Sensors", ""), ("ELA", "2022-10-20"))),
    ("cluster-agreements", ("amz",), "to-be-signed", "", "CDI"),
    *(("cluster-agreements", (who,), "to-be-signed", "", f"Cluster {number}")
      for number, who in enumerate(("mav", "mav", "mav", "pol", "pol", "pol", "mech", "mech"))),
    ("cluster-agreements", ("bic",), "signed", "2022-04-04", "Chamber"),
    ("other-agreements", ("amz",), "signed", "2022-10-20", "ELA"),
    ("other-agreements", ("amz",), "signed", "2021-12-15", "EBTC"),
    ("other-agreements", ("bic",), "signed", "2021-11", "ACMA"),
    ("other-agreements", ("amz",), "signed", "2021-10", "Detroit"),
    *(("other-agreements", FOUR, "to-be-signed", "", name) for name in ("A2LT", "MSAK", "Arena")),
    ("other-agreements", ("mech",), "to-be-signed", "", "Nuevo"),
    ("other-agreements", ("mav",), "signed", "2021-07", "EEN"),
    ("other-agreements", ("pol",), "signed", "2022-04-08", "MSME"),
    ("other-agreements", ("pol",), "signed", "2022-06-22", "AKRON"),
    *(("sme-cooperation-agreements", (who,), "signed", day, f"SME {number}")
      for number, (who, day) in enumerate((("mav", ""), ("mav", ""), ("amz", "2022-08-28"), ("amz", "2022-10-20"),
                                           ("amz", "2022-11-15"), ("mech", "")))),
    *(("sme-cooperation-agreements", (who,), "to-be-signed", "", f"Company {number}")
      for number, who in enumerate(("mav", "mav", "amz", "mech", "mech", "mech", *["pol"] * 4, *["bic"] * 4))),
    *(("sme-business-agreements", ("mav",), "signed", day, f"Deal {day}") for day in ("2022-01", "2022-11")),
    *(("sme-business-agreements", (who,), "to-be-signed", "", f"Talk {number}")
      for number, who in enumerate(("amz", "amz", "mech", "mech", "bic", "bic", "pol", "pol"))),
)  # fmt: skip

# (list, responsible, day, name)
EVENTS = (
    *(("national-workshops", (who,), day, f"Workshop {day}") for who, day in (
        ("mav", "2022-06-09"), ("mav", "2022-09-15"), ("amz", "2021-10-05"), ("amz", "2021-09-03"), ("mech", "2021-07-14"),
        ("mech", "2022-06-28"), ("bic", "2022-06-21"), ("bic", "2022-11-17"), ("pol", "2022-12-18"), ("pol", "2021-07-09"))),
    *(("international-meetings", who, day, f"Meeting {day}") for who, day in (
        (("amz",), "2021-05"), (("amz", "mav"), "2021"), (("pol",), "2022-07"), (("bic",), "2022-03-24"), (("pol",), "2021-04"),
        (("amz",), "2022-02-09"), (("mav",), "2022-11"), ((), "2022-01-28"), ((), "2022-10-20"))),
    ("international-events", ("mech", "amz", "mav"), "2022-02-04", "Dubai by MECH"),
    ("international-events", ("bic",), "2022-02-04", "Dubai by BIC"),
    *(("international-events", who, day, f"Fair {day}") for who, day in (
        (("bic",), "2022-05-24"), (("bic",), "2022-09-27"), (("bic",), "2022-11-04"), (("pol", *FOUR), "2022-10-08"),
        (("pol",), "2022-05-03"))),
    *(("matchmaking", who, day, f"Matchmaking {day}") for who, day in (
        ((), "2022-03-24"), (("amz",), "2022-07-14"), (("amz",), "2022-11-09"), (("mav",), "2022-12-14"), (("pol",), "2022-10-20"))),
)  # fmt: skip


def counting(register, **more):
    return {"register": register, "filters": more.pop("filters"), **more}


def of_list(name):
    return {"field": "list", "operator": "equal", "value": name}


SIGNED = {"field": "state", "operator": "in", "value": ["signed", "expired", "terminated"]}

# (number, title, target, target of each partner, rule)
INDICATORS = (
    (1, "Clusters and networks involved", 12, None, counting("cases", filters=[of_list("networks")])),
    (2, "Cluster cooperation agreements", 12, None, counting("agreements", filters=[of_list("cluster-agreements"), SIGNED])),
    (3, "Agreements with other organisations", 6, None, counting("agreements", filters=[of_list("other-agreements"), SIGNED])),
    (4, "SME cooperation agreements", 20, 4, counting("agreements", filters=[of_list("sme-cooperation-agreements"), SIGNED])),
    (5, "SME business agreements", 10, 2, counting("agreements", filters=[of_list("sme-business-agreements"), SIGNED])),
    (6, "National workshops", 10, 2, counting("events", filters=[of_list("national-workshops")])),
    (7, "International meetings", 6, None, counting("events", filters=[of_list("international-meetings")])),
    (8, "International events", 6, None, counting("events", filters=[of_list("international-events")])),
    (9, "Matchmaking meetings", 5, 1, counting("events", filters=[of_list("matchmaking")])),
    (10, "Other sectors", 3, None,
     counting("cases", filters=[of_list("other-sectors")], measure="distinct", field="sector")),
)  # fmt: skip

numbers = count(1)


class Elca:
    """The partnership, its partners by code, and its ten indicators by number."""

    def __init__(self, *, visibility="public"):
        self.visibility = visibility
        self.partnership = make_partnership("ELCA", key="elca", start="2020-09", end="2023-02")
        self.partners = {
            code: make_organisation(f"Cluster {code.upper()}", key=code, short_name=code.upper())
            for code in PARTNERS
        }
        for partner in self.partners.values():
            make_participation(self.partnership, partner)
        self.agreements = {}
        self.make_cases()
        self.make_events()
        self.indicators = {row[0]: self.make_indicator(*row) for row in INDICATORS}

    def make_case(self, register, responsible, level="cluster", **fields):
        number = next(numbers)
        counterpart = fields.pop("counterpart", f"Network {number}")
        case = CooperationCase.objects.create(
            key=f"elca-case-{number}", partnership=self.partnership, title=f"With {counterpart}", type="formal-agreement",
            level=level, visibility=self.visibility, team=self.partnership.team, **fields,
        )  # fmt: skip
        CaseReport.objects.create(case=case, partnership=self.partnership, register=register, row=str(number))
        Party.objects.create(case=case, role="counterpart", name=counterpart)
        for position, code in enumerate(responsible):
            Party.objects.create(
                case=case, role="responsible", organisation=self.partners[code], position=position
            )
        return case

    def make_cases(self):
        for who in NETWORKS:
            self.make_case("networks", (who,))
        for sector in ("Construction", "Energy", "Energy-intensive industries"):
            self.make_case("other-sectors", ("amz",), sector=sector)
        for register, responsible, state, day, counterpart in AGREEMENTS:
            level = "sme" if register.startswith("sme") else "cluster"
            case = self.make_case(register, responsible, level, counterpart=counterpart)
            waiver = "The source gives no day." if state == "signed" else ""
            self.agreements[register, counterpart] = Agreement.objects.create(
                case=case,
                key=f"{case.key}-agreement",
                kind="cooperation",
                state=state,
                signed_on=day,
                waiver=waiver,
            )
        ela = [self.agreements[register, "ELA"] for register in ("other-agreements", "cluster-agreements")]
        ela[0].same_as = ela[1]
        ela[0].save()

    def make_events(self):
        made = {}
        for register, responsible, day, name in EVENTS:
            event = Event.objects.create(
                key=f"elca-event-{next(numbers)}", name=name, partnership=self.partnership, event_class="other", start=day,
                register=register, joint=not responsible, visibility=self.visibility, team=self.partnership.team,
            )  # fmt: skip
            for position, code in enumerate(responsible):
                EventOrganisation.objects.create(
                    event=event, organisation=self.partners[code], role="responsible", position=position
                )
            made[name] = event
        made["Dubai by BIC"].same_as = made["Dubai by MECH"]
        made["Dubai by BIC"].save()
        self.events = made

    def make_indicator(self, number, title, target, each, rule):
        indicator = make_indicator(
            self.partnership,
            key=f"elca-kpi-{number:02}",
            number=number,
            title=title,
            target=target,
            rule=rule,
        )
        if each is not None:
            for partner in self.partners.values():
                IndicatorTarget.objects.create(indicator=indicator, partner=partner, value=each)
        return indicator


def make_indicator(partnership=None, **fields):
    """An indicator of entered values that nothing else is said of; without a partnership, a card of the library."""
    number = next(numbers)
    fields.setdefault("key", f"indicator-{number}")
    fields.setdefault("title", f"Indicator {number}")
    return Indicator.objects.create(
        partnership=partnership, team=partnership.team if partnership else None, **fields
    )


def make_period(partnership, start=date(2022, 1, 1), end=None, **fields):
    fields.setdefault("key", f"period-{next(numbers)}")
    fields.setdefault("label", f"{start:%B %Y}")
    return Period.objects.create(
        partnership=partnership, start=start, end=end or start.replace(month=12, day=31), **fields
    )
