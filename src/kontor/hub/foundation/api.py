"""What the areas' `rest.py` are made of: a router that describes its refusals, schemas that refuse unknown fields, and lists
in pages.

    router = AreaRouter(tags=["directory"])

    @router.get("/organisations", response=PageOf[OrganisationOut], url_name="organisations")
    def list_organisations(request, page: Query[PageQuery]):
        return page_of(visible(Organisation, request.auth), page)
"""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from ninja import NinjaAPI, Router
from ninja import Schema as NinjaSchema
from ninja.constants import NOT_SET
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

from kontor.hub.foundation import problems

PAGE_SIZE = 50
PAGE_SIZE_AT_MOST = 200
# PostgreSQL's text knows no NUL, and nobody means one.
Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=500)]
# What names a record in addresses, a country (ISO 3166-1), and a day as far as it is known ('' is not known).
Key = Annotated[str, StringConstraints(pattern=r"^[-a-zA-Z0-9_]+$", max_length=120)]
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
_MONTH_AND_DAY = (
    "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8])"
)
_LEAP_YEAR = "[1-9][0-9](0[48]|[2468][048]|[13579][26])|([2468][048]|[13579][26])00"
PartialDate = Annotated[
    str,
    StringConstraints(
        pattern=rf"^([1-9][0-9]{{3}}(-(0[1-9]|1[0-2]|{_MONTH_AND_DAY}))?|({_LEAP_YEAR})-02-29)?$"
    ),
    Field(description="2018, 2018-02 or 2018-02-25"),
]


def iso_day(given: Any) -> Any:
    """Only as described: pydantic alone would also take seconds since 1970."""
    if given is None or isinstance(given, date) or (isinstance(given, str) and ISO_DAY.fullmatch(given)):
        return given
    raise ValueError("write the day as 2018-02-25")


ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
Day = Annotated[date, BeforeValidator(iso_day)]
Identifier = Annotated[int, Field(ge=1, le=2**63 - 1)]


def exactly(value: Any) -> Any:
    """Fractions are written as text: a binary one is not what was meant, and no digit of it would be checked."""
    if isinstance(value, bool) or (isinstance(value, float) and not value.is_integer()):
        raise ValueError("write a fraction as text, such as '12.50'")
    return value


def written(whole: int, *, sign: bool = False) -> WithJsonSchema:
    """How a number of at most so many digits before the point and two after it is described."""
    most = 10**whole - 1
    number = {"type": "integer", "minimum": -most if sign else 0, "maximum": most}
    text = {"type": "string", "pattern": f"^{'-?' if sign else ''}[0-9]{{1,{whole}}}(\\.[0-9]{{1,2}})?$"}
    return WithJsonSchema({"anyOf": [number, text]})


# What the columns of amounts hold.
Number = Annotated[
    Decimal, BeforeValidator(exactly), Field(max_digits=14, decimal_places=2), written(12, sign=True)
]
NotNegative = Annotated[
    Decimal, BeforeValidator(exactly), Field(ge=0, max_digits=14, decimal_places=2), written(12)
]
DESCRIBED = (400, 401, 403, 404, 409, 413, 422, 429)
# Names of the ways in, as the description calls them: the classes of `accounts.rest`.
TOKEN, VISITORS = "Token", "Visitors"


class Schema(NinjaSchema):
    """Base of what goes out and comes in. Unknown fields are refused, not ignored: a misspelt name must not pass."""

    model_config = ConfigDict(extra="forbid")


class FieldProblem(Schema):
    """Where in the request a value is wrong, and why."""

    pointer: str = Field(description="JSON pointer to the value, beginning with #")
    place: str = Field(
        description="path, query, header or body; empty where a rule refuses, not the description"
    )
    code: str
    detail: str


class Problem(Schema):
    """Why a request was refused (RFC 9457). `code` is stable, `detail` is a sentence in the language asked for."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    request_id: str
    errors: list[FieldProblem]


class PageQuery(Schema):
    """Which page of a list."""

    page: int = Field(1, ge=1, le=100_000, description="number of the page, from 1")
    size: int = Field(PAGE_SIZE, ge=1, le=PAGE_SIZE_AT_MOST, description="rows on a page")


class PageOf[Row](Schema):
    """One page of a list. `count` is the number of all rows the caller may see."""

    count: int
    page: int
    pages: int
    items: list[Row]


def page_of[M: Model](rows: QuerySet[M], query: PageQuery) -> dict[str, Any]:
    """The page asked for; beyond the last one it is empty. Two statements. `rows` must have an order."""
    count = rows.count()
    first = (query.page - 1) * query.size
    return {
        "count": count,
        "page": query.page,
        "pages": max(1, -(-count // query.size)),
        "items": list(rows[first : first + query.size]) if first < count else [],
    }


class AreaRouter(Router):
    """Adds to every operation the refusals that each can meet, so that the description keeps its word."""

    def add_api_operation(
        self, path: str, methods: list[str], view_func: Any, *, response: Any = NOT_SET, **rest: Any
    ) -> None:
        stated = response if isinstance(response, dict) else {200: response}
        described = {**dict.fromkeys(DESCRIBED, Problem), **stated}
        super().add_api_operation(path, methods, view_func, response=described, **rest)


class Api(NinjaAPI):
    """Refuses in problem documents, and describes them as such."""

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.described: dict[tuple[str | None, str], OpenAPISchema] = {}
        for kind, handler in problems.HANDLERS:
            self.add_exception_handler(kind, handler)

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Area and function, so that ids do not tell where the code lies: `directory_list_organisations`."""
        return f"{(operation.tags or ['front'])[0]}_{operation.view_func.__name__}"

    def get_openapi_schema(self, **values: Any) -> OpenAPISchema:
        """Made once for each language (two seconds of work): what it describes stays while the process lives."""
        asked = (get_language(), repr(sorted(values.items())))
        if asked not in self.described:
            self.described[asked] = self.describe(**values)
        return self.described[asked]

    def describe(self, **values: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**values)
        for path in schema["paths"].values():
            for method, operation in path.items():
                describe_problems(operation)
                describe_who_may_ask(method, operation)
        schema["components"]["securitySchemes"].pop(VISITORS, None)
        return schema


def describe_problems(operation: dict[str, Any]) -> None:
    """Problems have a media type of their own."""
    for status, response in operation["responses"].items():
        content = response.get("content", {})
        if int(status) >= 400 and "application/json" in content:
            content[problems.CONTENT_TYPE] = content.pop("application/json")


def describe_who_may_ask(method: str, operation: dict[str, Any]) -> None:
    """Which scope a token needs. Where visitors may read, signing in is an alternative, not a condition: an empty entry."""
    reads = method == "get"
    stated = {name for entry in operation.get("security", []) for name in entry}
    described: list[dict[str, list[str]]] = [
        {name: ["read" if reads else "write"] if name == TOKEN else []}
        for name in sorted(stated - {VISITORS})
    ]
    operation["security"] = described + ([{}] if reads and VISITORS in stated else [])


def with_problems(view: Any) -> Any:
    """The view of a path, answering in problem documents what never reaches an operation: wrong methods, faults before it."""

    def answer(request: HttpRequest, *args: Any, **values: Any) -> HttpResponse:
        try:
            response = view(request, *args, **values)
        except Exception as error:
            return problems.of_fault(request, error)
        if response.status_code == 405:
            return problems.wrong_method(request, response.headers["Allow"].split(", "))
        return response

    answer.__dict__.update(view.__dict__)
    return answer
