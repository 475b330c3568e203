"""What the import linter cannot see about areas: doors, relations, actors, lists that must agree."""

import ast
import configparser
import inspect
from importlib import import_module, util
from pathlib import Path

import grimp
import pytest
from django.apps import apps

REPOSITORY = Path(__file__).parents[2]
HUB = REPOSITORY / "src" / "kontor" / "hub"
DOORS = {"views", "forms", "rest", "tasks", "admin", "tables", "importers", "exporters", "report", "urls"}


def contract(name):
    parser = configparser.ConfigParser()
    parser.read(REPOSITORY / ".importlinter")
    return parser[f"importlinter:contract:{name}"]


def order_of_areas():
    """Area -> height; siblings on one line share it."""
    lines = contract("areas")["layers"].split("\n")
    rows = [[word.strip("() ") for word in line.split("|")] for line in lines if line.strip()]
    return {area: len(rows) - height for height, row in enumerate(rows) for area in row}


def present_areas():
    return {folder.name for folder in HUB.iterdir() if (folder / "__init__.py").exists()} - {"settings"}


def test_doors_stay_home():
    graph = grimp.build_graph("kontor")

    strangers = []
    for module in graph.modules:
        parts = module.split(".")
        if (
            len(parts) < 4
            or parts[1] != "hub"
            or parts[2] in {"foundation", "front"}
            or parts[3] not in DOORS
        ):
            continue
        for importer in graph.find_modules_that_directly_import(module):
            home = importer.split(".")[2] if importer.startswith("kontor.hub.") else ""
            if home not in {parts[2], "front"}:
                strangers.append(f"{importer} -> {module}")

    assert strangers == []


def test_relations_point_down_and_leave_nothing_behind():
    order = order_of_areas()

    faults = []
    for model in apps.get_models():
        if not model.__module__.startswith("kontor.hub."):
            continue
        for field in model._meta.get_fields():
            if (
                not field.is_relation
                or field.auto_created
                or not field.related_model.__module__.startswith("kontor.hub.")
            ):
                continue
            here, there = model._meta.app_label, field.related_model._meta.app_label
            if here == there or there == "foundation":
                continue
            if order[there] >= order[here]:
                faults.append(f"{model.__name__}.{field.name} points up or sideways to {there}")
            if not (field.remote_field.related_name or "").endswith("+"):
                faults.append(f"{model.__name__}.{field.name} needs related_name='+'")

    assert faults == []


def test_foundation_points_at_no_area():
    for model in apps.get_app_config("foundation").get_models():
        targets = {
            field.related_model._meta.app_label
            for field in model._meta.get_fields()
            if field.is_relation and not field.auto_created
        }

        assert targets <= {"foundation"}, model


def modules_named(room):
    """Every module of a room, whether file or folder."""
    for area in sorted(present_areas()):
        base = HUB / area
        for file in [base / f"{room}.py", *sorted((base / room).glob("*.py"))]:
            if file.exists():
                yield ".".join(file.relative_to(REPOSITORY / "src").with_suffix("").parts).removesuffix(
                    ".__init__"
                )


def is_use_case(module, name, function):
    """What a door may call: what the room exports, and whatever asks for a permission. Its helpers are neither."""
    package = import_module(module.__name__.partition(".actions")[0] + ".actions")
    return getattr(package, name, None) is function or "require(" in inspect.getsource(function)


def test_every_use_case_has_an_actor():
    faults = []
    for name in modules_named("actions"):
        module = import_module(name)
        for function_name, function in inspect.getmembers(module, inspect.isfunction):
            if (
                function_name.startswith("_")
                or function.__module__ != name
                or not is_use_case(module, function_name, function)
            ):
                continue
            actor = inspect.signature(function).parameters.get("actor")
            if actor is None or actor.kind is not actor.KEYWORD_ONLY or actor.default is not actor.empty:
                faults.append(f"{name}.{function_name}")

    assert faults == []


def test_public_functions_of_rules_queries_and_actions_are_typed():
    faults = []
    for room in ("rules", "queries", "actions"):
        for name in modules_named(room):
            tree = ast.parse(Path(util.find_spec(name).origin).read_text())
            for node in tree.body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    arguments = [*node.args.args, *node.args.kwonlyargs, *node.args.posonlyargs]
                    if node.returns is None or any(argument.annotation is None for argument in arguments):
                        faults.append(f"{name}.{node.name}")

    assert faults == []


def test_the_two_lists_of_areas_agree():
    listed = {area for area in order_of_areas() if area in present_areas()}
    containers = {
        line.strip().rsplit(".", 1)[1] for line in contract("rooms")["containers"].split() if line.strip()
    }

    assert containers == listed - {"front", "foundation"}
    assert present_areas() == listed


def test_every_area_says_what_it_is():
    for area in sorted(present_areas()):
        docstring = import_module(f"kontor.hub.{area}").__doc__ or ""

        assert len(docstring.split()) >= 12, area


def test_every_model_states_personal_data():
    for model in apps.get_models():
        if not model.__module__.startswith("kontor.hub."):
            continue
        fields = {field.name for field in model._meta.concrete_fields}

        assert hasattr(model, "pii"), model
        assert getattr(model, "personal", frozenset()) <= fields, model
        assert model.pii or not {"email", "phone"} & fields, model


def test_every_model_has_a_row_rule_or_hides():
    """A model without a rule is seen by nobody; these few are meant to be: they are read through something else."""
    from kontor.hub.foundation.visibility import row_rule

    inner = {"AuditEvent", "SearchEntry", "SearchTerm"}
    missing = {
        model.__name__
        for model in apps.get_models()
        if model.__module__.startswith("kontor.hub.") and row_rule(model) is None
    }

    assert missing - inner == set()


@pytest.mark.parametrize(
    "path",
    sorted((REPOSITORY / "src" / "kontor").rglob("*.py")),
    ids=lambda path: str(path.relative_to(REPOSITORY)),
)
def test_a_file_is_a_room(path):
    """A room past 400 lines is split by verb."""
    if "migrations" in path.parts:
        pytest.skip("written by the framework")

    assert len(path.read_text().splitlines()) <= 400
