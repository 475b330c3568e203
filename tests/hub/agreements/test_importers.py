"""Tables of cases: one obvious table is enough, twice without a change, and faults with their place."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kontor.hub.agreements.exporters import EXPORTERS
from kontor.hub.agreements.models import (
    Agreement,
    CaseReport,
    CollaborationReport,
    CooperationCase,
    Party,
    Step,
)
from kontor.hub.evidence.models import Citation
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.models import AuditEvent, SearchEntry
from kontor.hub.foundation.refusal import NotAllowed
from kontor.hub.transfer.actions import undo
from kontor.hub.transfer.actions.load import load
from kontor.hub.transfer.kit import HasErrors
from kontor.hub.transfer.kit.cleaning import bound
from tests.factories import actors
from tests.factories.agreements import (
    make_agreement,
    make_case,
    make_impact,
    make_party,
    make_report,
    make_step,
)
from tests.factories.directory import make_country, make_organisation
from tests.factories.evidence import make_source
from tests.factories.partnerships import make_partnership

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership():
    return make_partnership("ELCA", key="elca", start="2020-09", end="2022-12")


@pytest.fixture
def coordinator(partnership):
    return actors.make_coordinator(partnership.team)


@pytest.fixture(autouse=True)
def stage():
    for code in ("IN", "PE"):
        make_country(code)
    for key in ("mav", "pol", "sensa"):
        make_organisation(key.upper(), key=key)
    make_source(key="d3-2")


@pytest.fixture
def read(tmp_path):
    """Loads a table given as lines, in the name of an actor."""

    def loaded(actor, kind, *lines):
        file = tmp_path / f"{kind}.csv"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return load(actor=actor, kind=kind, path=file)

    return loaded


def problems(read, actor, kind, *lines):
    with pytest.raises(HasErrors) as refused:
        read(actor, kind, *lines)
    return str(refused.value)


CASE = "id,partnership,title,type,level,country,from,objectives,responsible,counterparts,confidential,public_description,source"


def test_case_is_read_with_its_parties_in_order(read, coordinator):
    line = 'one,elca,Coatings,collaboration-project,sme,IN,2021-03,fdi; technology-transfer,pol; mav,sensa,yes,"SME, India",d3-2#t5'

    read(coordinator, "cases", CASE, line)

    case = CooperationCase.objects.get()
    assert (case.key, case.country_id, case.started_on, case.state, case.visibility) == (
        "one", "IN", "2021-03", "contact", "partners",
    )  # fmt: skip
    assert list(case.parties.values_list("role", "organisation__key", "confidential")) == [
        ("responsible", "pol", False), ("responsible", "mav", False), ("counterpart", "sensa", True),
    ]  # fmt: skip
    assert set(case.objectives.values_list("objective", flat=True)) == {"fdi", "technology-transfer"}
    assert Citation.objects.get().place == "t5"


def test_same_file_again_changes_nothing_and_another_order_does(read, coordinator):
    line = "one,elca,Coatings,other,sme,IN,,,{},sensa,,,"
    read(coordinator, "cases", CASE, line.format("pol; mav"))
    events = AuditEvent.objects.count()

    assert read(coordinator, "cases", CASE, line.format("pol; mav")).counts["skip"] == 1
    assert AuditEvent.objects.count() == events
    assert read(coordinator, "cases", CASE, line.format("mav; pol")).counts["change"] == 1
    leading = Party.objects.filter(role="responsible").order_by("position")
    assert [one.organisation.key for one in leading] == ["mav", "pol"]


def test_change_of_a_party_keeps_its_contact(read, coordinator):
    read(coordinator, "cases", CASE, "one,elca,Coatings,other,sme,IN,,,mav,sensa,,,")
    Party.objects.filter(role="counterpart").update(contact="Contact of the tests")

    read(coordinator, "cases", CASE, 'one,elca,Coatings,other,sme,IN,,,pol,sensa,yes,"SME, India",')

    party = Party.objects.get(role="counterpart")
    assert (party.contact, party.confidential) == ("Contact of the tests", True)
    assert Party.objects.get(role="responsible").organisation.key == "pol"


OWN = "id,partnership,title,type,level,responsible,members,counterparts,confidential_own,own_description"


def test_confidential_party_on_our_side_is_kept_and_others_read_its_description(read, coordinator):
    line = 'one,elca,{},other,sme,mav,pol,sensa,{},"SME, Spain"'
    read(coordinator, "cases", OWN, line.format("Coatings", "pol"))

    own = Party.objects.filter(role="member").values_list(
        "organisation__key", "confidential", "public_description"
    )
    assert list(own) == [("pol", True, "SME, Spain")]
    assert not Party.objects.exclude(role="member").filter(confidential=True).exists()
    assert read(coordinator, "cases", OWN, line.format("Coatings", "pol")).counts["skip"] == 1
    read(coordinator, "cases", "id,partnership,title,type,level", "one,elca,Coatings and paints,other,sme")
    assert Party.objects.get(role="member").confidential
    assert "names a confidential party" in problems(
        read, coordinator, "cases", OWN, line.format("With POL", "pol")
    )
    assert "no party on our side" in problems(
        read, coordinator, "cases", OWN, line.format("Coatings", "sensa")
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("one,elca,Coatings,other,sme,IN,2021-02-31,,,sensa,,,", "2021-02 has 28 days"),
        ("one,elca,Coatings,other,sme,IN,2199,,,sensa,,,", "still to come"),
        ("one,elca,Coatings,other,sme,IN,,,,sensa,yes,,", "needs a public description"),
        ('one,elca,With SENSA,other,sme,IN,,,,sensa,yes,"SME, India",', "names a confidential party"),
        ("one,elca,Coatings,other,sme,IN,,,,nobody,,,", "not known as organisation"),
        ("one,elca,Coatings,nonsense,sme,IN,,,,sensa,,,", "not possible here"),
    ],
)
def test_fault_is_said_with_its_line_and_nothing_is_kept(read, coordinator, line, said):
    told = problems(read, coordinator, "cases", CASE, line)

    assert said in told
    assert CooperationCase.objects.count() == 0


def test_two_rows_may_point_at_each_other_as_told_twice(read, coordinator):
    read(
        coordinator, "cases", "id,partnership,title,type,level,same_as",
        "second,elca,Told again,other,sme,first", "first,elca,Told,other,sme,",
    )  # fmt: skip

    assert CooperationCase.objects.get(key="second").same_as.key == "first"


def test_row_for_another_partnership_is_refused(read, coordinator):
    make_partnership("OTHER", key="other")

    assert "record nothing for this partnership" in problems(
        read, coordinator, "cases", "partnership,title,type,level", "other,Coatings,other,sme"
    )


def test_taken_key_of_a_hidden_case_tells_nothing_of_it(read, coordinator):
    hidden = make_case(key="one", title="Hidden words", visibility="restricted")
    make_party(hidden, name="Palimpsest")

    told = problems(read, coordinator, "cases", CASE, "one,elca,Coatings,other,sme,IN,,,mav,sensa,,,")

    assert "choose another key" in told
    assert "Hidden words" not in told
    assert "Palimpsest" not in told


def test_visible_case_of_others_is_not_compared_and_not_changed(read, coordinator):
    foreign = make_case(key="one", title="Theirs")
    make_party(foreign, name="Palimpsest", confidential=True)

    told = problems(read, coordinator, "cases", CASE, "one,elca,Coatings,other,sme,IN,,,mav,sensa,,,")

    assert "Palimpsest" not in told


@pytest.mark.parametrize("maker", [actors.make_analyst, actors.make_editor])
def test_cases_are_imported_by_partners_only(read, maker):
    with pytest.raises(NotAllowed):
        read(maker(), "cases", CASE)


def test_import_is_undone(read, coordinator):
    record = read(coordinator, "cases", CASE, "one,elca,Coatings,other,sme,IN,,,mav,sensa,,,").record

    undo(actor=coordinator, record=record)

    assert CooperationCase.objects.count() == 0
    assert SearchEntry.objects.filter(kind="case").count() == 0


# Agreements.

AGREEMENT = "id,partnership,title,kind,state,signed_on,evidence,responsible,counterparts,country"


def test_one_table_of_agreements_makes_its_cases(read, coordinator):
    lines = (AGREEMENT, "charter,elca,Charter,mou,signed,2022-10-20,d3-2#t3,mav; pol,sensa,IN")

    read(coordinator, "agreements", *lines)

    agreement = Agreement.objects.get()
    case = agreement.case
    assert (agreement.state, agreement.signed_on, agreement.source.key, agreement.source_place) == (
        "signed", "2022-10-20", "d3-2", "t3",
    )  # fmt: skip
    assert (case.key, case.title, case.state, case.country_id, case.partnership.key) == (
        "charter", "Charter", "signed", "IN", "elca",
    )  # fmt: skip
    assert read(coordinator, "agreements", *lines).counts == {"create": 0, "change": 0, "merge": 0, "skip": 1}


def test_what_a_row_says_of_the_case_is_changed_there(read, coordinator):
    read(coordinator, "agreements", AGREEMENT, "charter,elca,Charter,mou,to-be-signed,,,mav,sensa,IN")

    read(coordinator, "agreements", AGREEMENT, "charter,elca,Charter,mou,to-be-signed,,,pol,sensa,PE")

    case = CooperationCase.objects.get()
    assert case.country_id == "PE"
    assert case.parties.get(role="responsible").organisation.key == "pol"


def test_undone_import_of_agreements_takes_the_cases_it_made_unless_they_were_changed(
    read, coordinator, partnership
):
    make_case(partnership, key="older")
    record = read(
        coordinator, "agreements", "id,case,partnership,title,kind,counterparts", "one,,elca,One,mou,sensa",
        "two,,elca,Two,mou,sensa", "three,older,elca,Three,mou,",
    ).record  # fmt: skip
    make_step(CooperationCase.objects.get(key="two"))

    undo(actor=coordinator, record=record)

    assert Agreement.objects.count() == 0
    assert set(CooperationCase.objects.values_list("key", flat=True)) == {"older", "two"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("a,elca,Charter,mou,signed,,d3-2#t3,mav,sensa,IN", "without the day of its signature"),
        ("a,elca,Charter,mou,signed,2022-10-20,,mav,sensa,IN", "without evidence"),
        ("a,elca,Charter,mou,signed,2020-08-01,d3-2#t3,mav,sensa,IN", "before ELCA began"),
        ("a,elca,Charter,mou,signed,2199-01-01,d3-2#t3,mav,sensa,IN", "still to come"),
        ("a,elca,,mou,to-be-signed,,,mav,sensa,IN", "belongs to a case"),
    ],
)
def test_agreement_that_cannot_be_is_refused(read, coordinator, line, said):
    assert said in problems(read, coordinator, "agreements", AGREEMENT, line)
    assert (Agreement.objects.count(), CooperationCase.objects.count()) == (0, 0)


def test_agreements_of_one_file_renew_and_repeat_each_other(read, coordinator, partnership):
    make_case(partnership, key="case")

    read(
        coordinator, "agreements", "id,case,kind,state,signed_on,evidence,renews,same_as",
        "third,case,mou,signed,2022-03,d3-2,,first", "second,case,mou,to-be-signed,,,first,",
        "first,case,mou,signed,2022-03,d3-2,,",
    )  # fmt: skip

    found = {one.key: one for one in Agreement.objects.select_related("renews", "same_as")}
    assert found["second"].renews.key == "first"
    assert found["third"].same_as.key == "first"


# Reports, steps, collaborations.


def test_reports_and_steps_are_read_for_cases_that_the_actor_works_on(read, coordinator, partnership):
    make_case(partnership, key="case")
    make_case(key="foreign")

    read(coordinator, "case-reports", "case,partnership,list,row,stated_state", "case,elca,table-2,3,SIGNED")
    read(coordinator, "case-steps", "case,step,state,due_on", "case,Send the draft,open,2026-12-01")

    assert CaseReport.objects.get().stated_state == "SIGNED"
    assert str(Step.objects.get().due_on) == "2026-12-01"
    assert "not known as case" in problems(
        read, coordinator, "case-reports", "case,partnership,list", "foreign,elca,table-2"
    )


def test_collaborations_are_read_with_both_spellings(read, coordinator):
    make_partnership("AdPack2", key="adpack2")

    read(
        coordinator, "collaborations", "id,reporter,counterpart,counterpart_name,topics,countries",
        "c1,elca,adpack2,Adpack²,joint-mission; first-contact,IN", "c2,elca,,NANOPHARM,,",
    )  # fmt: skip

    one, other = CollaborationReport.objects.order_by("key")
    assert (one.counterpart.key, one.counterpart_name, one.topics) == (
        "adpack2", "Adpack²", ["joint-mission", "first-contact"],
    )  # fmt: skip
    assert [country.code for country in one.countries.all()] == ["IN"]
    assert (other.counterpart, other.counterpart_name, other.visibility) == (None, "NANOPHARM", "programme")


# Exports.


@pytest.fixture
def whole(partnership):
    """A case with everything that a table holds."""
    case = make_case(
        partnership, key="case", country="PE", note="Note", credited_to="PERCY", sector="Plastics"
    )
    sensa = make_organisation("Second network")
    make_party(case, make_organisation(), "responsible")
    make_party(case, make_organisation(), "member", confidential=True, public_description="SME, Spain")
    make_party(case, sensa, confidential=True, public_description="SME, Peru")
    make_agreement(case, state="signed", amount="10.00", currency="EUR", expires_on="2030-01-01")
    make_report(case, note="Note")
    make_step(case, owner=sensa, due_on="2026-12-01")
    make_impact(case)
    return case


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda one: one.kind)
def test_what_was_exported_imports_as_unchanged(read, whole, coordinator, exporter):
    CollaborationReport.objects.create(
        key="c1", reporter=whole.partnership, counterpart_name="X", topics=["a"]
    )
    cleaners = bound(exporter.columns, {"countries": None} | dict.fromkeys(tables_of(exporter)), {})
    rows = list(exporter().rows(coordinator))
    cells = [
        [
            '"' + text_of(cleaners[column.key], row.get(column.key)).replace('"', '""') + '"'
            for column in exporter.columns
        ]
        for row in rows
    ]

    found = read(
        coordinator, exporter.kind, ",".join(one.key for one in exporter.columns), *map(",".join, cells)
    )

    assert rows
    assert found.counts == {"create": 0, "change": 0, "merge": 0, "skip": len(rows)}


def tables_of(exporter):
    return {column.clean.needs for column in exporter.columns if column.clean.needs}


def text_of(cleaner, value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    return cleaner.show(value)


def test_visitor_exports_no_secret(whole):
    written = repr([list(exporter().rows(VISITOR)) for exporter in EXPORTERS])

    assert "SME, Peru" in written
    for secret in ("Second network", "10.00", "'Note'", "EUR"):
        assert secret not in written


@pytest.mark.parametrize("kind", ["cases", "agreements"])
def test_import_costs_the_same_number_of_statements_however_many_rows(read, coordinator, kind):
    def statements(rows, beginning):
        header, line = {
            "cases": (CASE, "{},elca,Coatings,other,sme,IN,,fdi,mav,sensa,yes,\"SME, India\",d3-2#t5"),
            "agreements": (AGREEMENT, "{},elca,Charter,mou,signed,2022-10-20,d3-2#t3,mav,sensa,IN"),
        }[kind]  # fmt: skip
        with CaptureQueriesContext(connection) as asked:
            read(coordinator, kind, header, *(line.format(f"{beginning}-{row}") for row in range(rows)))
        return len(asked)

    assert statements(2, "few") == statements(40, "many")
