"""The API: one line for each area. Description at /api/v1/openapi.json, reference to read at /api/v1/docs."""

import re
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, path, re_path
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from ninja import Router

from kontor.hub.accounts import rest as accounts
from kontor.hub.agreements import rest as agreements
from kontor.hub.countries import rest as countries
from kontor.hub.directory import rest as directory
from kontor.hub.evidence import rest as evidence
from kontor.hub.foundation.api import Api, with_problems
from kontor.hub.foundation.pages import Page, PageView
from kontor.hub.foundation.problems import nothing_here
from kontor.hub.foundation.throttling import ActorThrottle
from kontor.hub.matchmaking import rest as matchmaking
from kontor.hub.missions import rest as missions
from kontor.hub.partnerships import rest as partnerships
from kontor.hub.reports import rest as reports
from kontor.hub.scoreboard import rest as scoreboard
from kontor.hub.strategy import rest as strategy
from kontor.hub.surveys import rest as surveys

WORD = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=_)(?=[A-Za-z])")

api = Api(
    title="Kontor",
    version="1",
    description=(
        "The records of Kontor for programs. What a person may not see on the pages is not in the API. "
        "Refusals are problem documents (RFC 9457) with a stable code and a sentence in the language of Accept-Language."
    ),
    docs_url=None,
    urls_namespace="api",
    auth=list(accounts.AUTHENTICATION),
    throttle=[ActorThrottle("600/m", for_visitors="120/m")],
)

# Reading needs no account: visitors see what is public. What changes something asks for its permission in the action.
ROUTERS: tuple[tuple[Router, bool], ...] = (
    (accounts.router, False),
    (evidence.router, True),
    (directory.router, True),
    (partnerships.router, True),
    (surveys.router, True),
    (countries.router, True),
    (strategy.router, True),
    (missions.router, True),
    (matchmaking.router, True),
    (agreements.router, True),
    (scoreboard.router, True),
    (reports.router, True),
)
for router, open_to_visitors in ROUTERS:
    authentication = accounts.OPEN_TO_VISITORS if open_to_visitors else accounts.AUTHENTICATION
    api.add_router("/", router, auth=list(authentication))


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    place: str
    kind: str
    required: bool
    description: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation as the reference shows it."""

    anchor: str
    method: str
    path: str
    title: str
    text: str
    open_to_visitors: bool
    parameters: tuple[Parameter, ...]
    body: str
    answers: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class SchemaShown:
    name: str
    text: str
    fields: tuple[Parameter, ...]


@dataclass(kw_only=True)
class ReferencePage(Page):
    """The whole description: operations by area, then the shapes they speak of."""

    areas: tuple[tuple[str, tuple[Operation, ...]], ...]
    schemas: tuple[SchemaShown, ...]
    description: str


class Reference(PageView):
    """The API's reference, drawn from the same description that programs read. No script."""

    template_name = "front/api_reference.html"

    def load(self, **values: Any) -> ReferencePage:
        description = api.get_openapi_schema()
        return ReferencePage(
            title=str(_("API reference")),
            description=description["info"]["description"],
            areas=operations_by_area(description),
            schemas=tuple(
                SchemaShown(name, schema.get("description", ""), fields_of(schema))
                for name, schema in sorted(description["components"]["schemas"].items())
            ),
        )


def operations_by_area(description: dict[str, Any]) -> tuple[tuple[str, tuple[Operation, ...]], ...]:
    found: dict[str, list[Operation]] = {}
    for address, methods in description["paths"].items():
        for method, operation in methods.items():
            area = (operation.get("tags") or [""])[0]
            found.setdefault(area, []).append(operation_shown(address, method, operation))
    return tuple((area, tuple(operations)) for area, operations in found.items())


def operation_shown(address: str, method: str, operation: dict[str, Any]) -> Operation:
    content = operation.get("requestBody", {}).get("content", {})
    return Operation(
        anchor=operation["operationId"],
        method=method.upper(),
        path=address,
        title=operation.get("summary", ""),
        text=operation.get("description", ""),
        open_to_visitors={} in operation.get("security", []),
        parameters=tuple(
            Parameter(
                name=parameter["name"],
                place=parameter["in"],
                kind=breakable(kind_of(parameter["schema"])),
                required=parameter.get("required", False),
                description=parameter["schema"].get("description", ""),
            )
            for parameter in operation.get("parameters", [])
        ),
        body=next(map(shape_of, content.values()), ""),
        answers=tuple(
            (
                str(status),
                answer.get("description", ""),
                next(map(shape_of, answer.get("content", {}).values()), ""),
            )
            for status, answer in sorted(operation["responses"].items(), key=lambda pair: int(pair[0]))
        ),
    )


def shape_of(media: dict[str, Any]) -> str:
    return breakable(kind_of(media["schema"]))


def breakable(name: str) -> SafeString:
    """The name with places where a narrow screen may break it: PageOf|_Organisation|Line."""
    return mark_safe(WORD.sub("<wbr>", escape(name)))  # noqa: S308 - escaped just before


def fields_of(schema: dict[str, Any]) -> tuple[Parameter, ...]:
    required = set(schema.get("required", []))
    return tuple(
        Parameter(
            breakable(name), "", breakable(kind_of(field)), name in required, field.get("description", "")
        )
        for name, field in schema.get("properties", {}).items()
    )


def kind_of(schema: dict[str, Any]) -> str:
    """A JSON schema in few words: 'integer', 'list of TeamOut', 'string or null'."""
    if "$ref" in schema:
        return schema["$ref"].rsplit("/", 1)[1]
    if "anyOf" in schema:
        return " or ".join(kind_of(part) for part in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {kind_of(schema.get('items', {}))}"
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"])
    if "allOf" in schema:
        return kind_of(schema["allOf"][0])
    return f"{schema.get('type', 'any')}{' (' + schema['format'] + ')' if 'format' in schema else ''}"


def addresses() -> list[URLPattern]:
    """The API's own addresses, its reference, and a problem document for every other address below it."""
    patterns, _app, _namespace = api.urls
    for pattern in patterns:
        pattern.callback = with_problems(pattern.callback)
    return [
        path("docs", Reference.as_view(), name="reference"),
        *(pattern for pattern in patterns if pattern.name != "api-root"),
        re_path(r"^.*$", nothing_here, name="api-root"),
    ]


urlpatterns = addresses()
app_name = "api"
