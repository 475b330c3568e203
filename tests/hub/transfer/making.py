"""Files, and an importer over real records: sources, which have versions, and of which some may be doubles."""

import io
from collections.abc import Mapping, Sequence

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from kontor.hub.evidence.models import Source
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import system
from kontor.hub.foundation.models import Country
from kontor.hub.foundation.refusal import Refusal
from kontor.hub.transfer.kit import (
    Address,
    Column,
    Current,
    Double,
    Importer,
    PartialDate,
    Slug,
    Text,
)
from kontor.hub.transfer.kit.planning import make_plan

ACTOR = system("test")
FIELDS = {"title": "title", "published": "published_on", "url": "url"}


class SourcesForTest(Importer):
    """A title that another source has may be a double. 'Forbidden' is refused by a rule."""

    kind, label, permission = "test-sources", "Sources", "transfer.import_reference"
    model = Source
    columns = (
        Column("id", "Key", "Its key.", required=True, clean=Slug(), example="guide"),
        Column(
            "title",
            "Title",
            "As published.",
            required=True,
            clean=Text(100),
            example="The guide",
            aliases=("name",),
        ),
        Column("published", "Published on", "Year, month or day.", clean=PartialDate(), example="2018-02"),
        Column("url", "Address", "Where to read it.", clean=Address(), example="https://example.org"),
    )
    key_columns = ("id",)
    ignored = frozenset({"remark"})

    def prepare(self, actor):
        self.prepared = True
        return {}

    def complete(self, rows):
        self.stated = {row.get("id") for row in rows}

    def check(self, row, current):
        if row["title"] == "Forbidden":
            raise Refusal("The title is refused.", field="title")

    def existing(self, keys: Sequence[str]) -> Mapping[str, Current]:
        rows = Source.objects.filter(key__in=list(keys))
        values = {row.key: {column: getattr(row, field) for column, field in FIELDS.items()} for row in rows}
        return {row.key: Current(row.pk, values[row.key], row.version) for row in rows}

    def create_many(self, actor, rows):
        assert self.prepared
        assert {row["id"] for row in rows} <= self.stated
        for row in rows:
            fields = {field: row[column] for column, field in FIELDS.items() if column in row}
            audit.record(actor, "test.create", Source.objects.create(key=row["id"], **fields))

    def change_many(self, actor, changes):
        for change in changes:
            record = Source.objects.get(pk=change.pk)
            before = audit.state_of(record)
            for column, value in change.after.items():
                setattr(record, FIELDS[column], value)
            record.save()
            audit.record(actor, "test.change", record, before=before)

    def possible_doubles(self, rows):
        titles = {}
        for key, title in Source.objects.order_by("key").values_list("key", "title"):
            titles.setdefault(title, []).append(Double(key, title, ("the same title",)))
        return {row["id"]: titles[row["title"]] for row in rows if row["title"] in titles}


def plan_of(importer, content, name="table.csv", limit=2**20):
    data = content if isinstance(content, bytes) else content.encode()
    return make_plan(importer, ACTOR, io.BytesIO(data), name, size=len(data), limit=limit)


def said(plan):
    """(line, column, value, sentence) of every problem."""
    return [(problem.line, problem.column, problem.value, str(problem)) for problem in plan.problems]


def workbook(*rows, sheets=("Data",), prepare=None):
    """A workbook with these rows on its last sheet. `prepare(book, sheet)` adds to it."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        for name in sheets:
            sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if prepare:
            prepare(book, sheet)
    return file.getvalue()


def csv_of(*rows):
    return "\n".join(",".join(row) for row in rows) + "\n"


def upload_of(content, name="table.csv"):
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())


def make_country(code="ES", alpha3="ESP"):
    return Country.objects.create(code=code, alpha3=alpha3, continent="Europe")
