"""Every address of the product, with values that lead to the scene's records."""

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

FOREIGN = ("admin", "django_ox")
# Only a mail or a device holds what these addresses need.
SECRET = {
    "account_confirm_email",
    "account_reset_password_from_key",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
}


def patterns(resolver=None, namespace=""):
    """(name, parameters) of every named address."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, ":".join(part for part in (namespace, entry.namespace) if part))
        elif isinstance(entry, URLPattern) and entry.name:
            name = f"{namespace}:{entry.name}" if namespace else entry.name
            yield name, tuple(entry.pattern.converters)


def candidates(scene, name, parameter):
    """Values of a parameter: first the record that everybody may see, then those that hide something."""
    values = scene.values
    area, _, _verb = name.partition(":")
    keys = {
        ("directory", "key"): [values["organisation"].key, values["restricted"].key, values["draft"].key],
        ("partnerships", "key"): [values["partnership"].key, values["hidden"].key],
        ("scoreboard", "key"): [values["public_claim"].key, values["claim"].key],
        ("evidence", "key"): [values["source"].key],
        ("reports", "kind"): ["programme-overview"],
        ("reports", "format"): ["json", "html"],
        ("reports", "pk"): [values["snapshot"].pk],
        ("reports", "section"): ["argo"]
        if name == "reports:snapshot_section"
        else [f"p-{values['partnership'].key}", f"p-{values['hidden'].key}"],
        ("jobs", "pk"): [values["job"].pk],
        ("transfer", "kind"): ["organisations", "partnerships", "claims", "participations", "targets"],
        ("transfer", "pk"): [values["import"].pk],
        ("directory", "taxonomy"): ["sectoral-industry"],
    }  # fmt: skip
    if area == "api" and parameter in {"key", "kind"}:
        return api_keys(values, name.partition(":")[2])
    usual = {
        "format": ["csv", "xlsx", "json"],
        "form": ["csv", "xlsx"],
        "format_name": ["csv", "xlsx"],
        "pk": [1, 2, 3],
        "key": ["none"],
        "taxonomy": ["sectoral-industry"],
        "name": ["csv"],
    }
    return keys.get((area, parameter)) or usual.get(parameter, [1])


def addresses(scene, *, only_first=False):
    """(name, address) of everything that can be reversed with the scene's values."""
    for name, parameters in sorted(set(patterns())):
        if name.split(":")[0] in FOREIGN:
            continue
        for values in combinations(scene, name, parameters, only_first):
            try:
                yield name, reverse(name, kwargs=values)
            except NoReverseMatch:
                continue


def combinations(scene, name, parameters, only_first):
    found = [{}]
    for parameter in parameters:
        values = candidates(scene, name, parameter)
        found = [
            {**one, parameter: value} for one in found for value in (values[:1] if only_first else values)
        ]
    return found


def api_keys(values, operation):
    """The API has one namespace for all areas: what an operation is about shows in its name."""
    if "report" in operation:
        return ["programme-overview"]
    if "claim" in operation:
        return [values["public_claim"].key, values["claim"].key]
    if "source" in operation:
        return [values["source"].key]
    if any(word in operation for word in ("partner", "participation", "target", "state")):
        return [values["partnership"].key, values["hidden"].key]
    return [values["organisation"].key, values["restricted"].key, values["draft"].key]
