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
SURVEY_RECORDS = {
    "surveys:response": "response",
    "surveys:file": "response",
    "surveys:decide_change": "change",
}
OF_RESULTS = {
    "results", "results_block", "download_results", "pairs", "download_pairs", "exports", "export_responses", "texts", "coding",
    "add_code", "edit_code", "remove_code",
}  # fmt: skip
# What is asked of a draft: the second version of the survey.
OF_A_DRAFT = {
    "try", "build", "build_add_page", "build_add_language", "build_page", "build_add_question", "build_question", "build_condition",
}  # fmt: skip
FORMATS_OF_SURVEYS = {
    "download": ["lss", "xlsform"],
    "export_responses": ["csv", "tables", "xlsx", "json", "sav"],
    "questionnaire": ["pdf", "docx"],
}
INVITATIONS = {
    "invitation", "accept_invitation", "decline_invitation", "withdraw_invitation", "record_answer",
}  # fmt: skip
COLLABORATIONS = {"agreements:ask", "agreements:confirm", "agreements:deny", "agreements:take_back_reply"}


def patterns(resolver=None, namespace=""):
    """(name, parameters) of every named address."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, ":".join(part for part in (namespace, entry.namespace) if part))
        elif isinstance(entry, URLPattern) and entry.name:
            name = f"{namespace}:{entry.name}" if namespace else entry.name
            yield name, tuple(entry.pattern.converters)


PARTNERS_KEEP = {
    "add_partner_objective", "partner_barriers", "add_partner_barrier", "partner_brokers", "partner_sustainability",
    "partner_groups", "add_partner_group", "partner_marks",
}  # fmt: skip
MARKET_STUDIES = {
    "market_study", "write_market_study_item", "state_market_figure", "change_market_study", "publish_market_study",
    "take_back_market_study", "remove_market_study",
}  # fmt: skip
# What the numbers in addresses of single meetings are of.
MATCHMAKING = {"wish": "wish", "move": "meeting", "keep": "meeting"}


def candidates(scene, name, parameter):
    """Values of a parameter: first the record that everybody may see, then those that hide something."""
    values = scene.values
    area, _, verb = name.partition(":")
    keys = {
        ("directory", "key"): [values["organisation"].key, values["restricted"].key, values["draft"].key],
        ("partnerships", "key"): [values["partnership"].key, values["hidden"].key],
        ("scoreboard", "key"): [values["public_claim"].key, values["claim"].key],
        ("countries", "key"): [values["profile"].key, values["quiet_profile"].key],
        ("countries", "choice"): [values["market_choice"].pk],
        ("countries", "study"): [values["study"].pk, values["quiet_study"].pk],
        ("countries", "item"): ["target-market"],
        ("countries", "figure"): [values["figure"].pk, values["quiet_figure"].pk],
        ("api", "item"): ["target-market"],
        ("api", "measure"): ["target-market"],
        ("api", "year"): [2024],
        ("countries", "fact"): [values["country_fact"].key, values["quiet_fact"].key],
        ("countries", "body"): [values["body"].pk, values["quiet_body"].pk],
        ("strategy", "key"): [values["partnership"].key, values["hidden"].key],
        ("strategy", "activity"): [values["activity"].key, values["quiet_activity"].key],
        **{
            ("strategy", name): [getattr(values[kind], identifier) for kind in (name, f"quiet_{name}")]
            for name, identifier in (
                ("chain", "key"),
                ("component", "pk"),
                ("link", "pk"),
                ("contribution", "pk"),
            )
        },
        ("strategy", "objective"): [values["objective"].key],
        ("strategy", "comment"): [values["comment"].pk],
        ("strategy", "barrier"): [values["barrier"].key],
        ("strategy", "investment"): [values["investment"].key, values["quiet_investment"].key],
        ("strategy", "place"): ["costs"],
        ("strategy", "entry"): [values["cost_line"].pk],
        ("strategy", "group"): [values["group"].key],
        ("strategy", "member"): [values["group_member"].pk],
        ("strategy", "initiative"): [values["initiative"].pk],
        ("strategy", "mark"): [values["mark"].pk],
        ("strategy", "step"): ["classify-products"],
        ("strategy", "stage"): ["scoping-and-building"],
        ("strategy", "task"): ["start-the-idea"],
        ("strategy", "income"): [values["income"].pk],
        ("strategy", "plan_task"): [values["plan_task"].pk],
        ("strategy", "approval"): [values["approval"].pk],
        ("strategy", "organisation"): [values["organisation"].key],
        ("strategy", "number"): [1, 2],
        ("strategy", "secret"): ["kontor_guessed"],
        ("strategy", "sheet"): [values["sheet"].pk],
        ("strategy", "token"): ["0" * 32],
        ("matchmaking", "key"): [values["session"].key],
        ("matchmaking", "kind"): ["visiting"],
        ("matchmaking", "pk"): [values[MATCHMAKING.get(verb, "participant")].pk],
        ("matchmaking", "number"): [values["schedule"].number],
        ("matchmaking", "token"): ["0" * 32],
        ("missions", "call"): [values["call"].key],
        ("missions", "organisation"): [values["organisation"].key],
        ("missions", "pk"): [values["application"].pk],
        ("missions", "exchange"): [values["exchange"].key],
        ("missions", "side"): ["visiting", "host"],
        ("missions", "member"): [values["delegate"].pk],
        ("missions", "item"): [values["item"].pk],
        ("missions", "line"): [values["cost"].pk],
        ("api", "organisation"): [values["organisation"].key],
        ("missions", "key"): [values["event"].key, values["quiet_event"].key],
        ("surveys", "key"): [values["survey"].key, values["quiet_survey"].key],
        ("surveys", "wave"): [values["results_wave"].key]
        if verb in OF_RESULTS
        else [values["wave"].key, values["quiet_wave"].key, values["results_wave"].key],
        ("surveys", "pk"): [values[SURVEY_RECORDS.get(name, "asked")].pk],
        ("api", "identifier"): [values["change" if "change" in name else "asked"].pk],
        ("surveys", "token"): [values["invitation"].token],
        ("surveys", "block"): ["who"],
        ("surveys", "question"): ["strand" if verb in OF_A_DRAFT else "B1"],
        ("surveys", "number"): [2 if verb in OF_A_DRAFT else 1],
        ("api", "number"): [2 if "draft" in name else 1],
        ("surveys", "sort"): ["question"],
        ("surveys", "of"): ["strand"],
        ("surveys", "code"): [values["code"].pk],
        ("surveys", "format"): FORMATS_OF_SURVEYS.get(verb, ["json", "pdf"]),
        ("agreements", "survey"): [values["survey"].key, values["quiet_survey"].key],
        ("agreements", "wave"): [values["results_wave"].key],
        **(
            {("partnerships", "pk"): [values["partner_invitation"].pk]}
            if verb in INVITATIONS
            else {}
        ),
        ("evidence", "key"): [values["source"].key],
        ("agreements", "key"): [values["collaboration" if name in COLLABORATIONS else "case"].key],
        ("agreements", "kind"): ["mou"],
        ("agreements", "pk"): [values["wish"].pk] if verb == "record_meeting" else [1, 2, 3],
        ("api", "wish"): [values["wish"].pk],
        ("api", "participant"): [values["participant"].key],
        ("reports", "kind"): ["key-achievements", "cross-fertilisation", "scoreboard", "delegation", "briefing"]
        if name.endswith("_of")
        else ["programme-overview", "programme-progress"],
        ("reports", "format"): ["json", "html"],
        ("reports", "subject"): [values["partnership"].key, values["hidden"].key, values["event"].key],
        ("reports", "pk"): [values["snapshot"].pk],
        ("reports", "section"): ["argo"]
        if name == "reports:snapshot_section"
        else [f"p-{values['partnership'].key}", f"p-{values['hidden'].key}"],
        ("jobs", "pk"): [values["job"].pk],
        ("transfer", "kind"): ["organisations", "partnerships", "claims", "participations", "targets", "events",
            "collaborations", "country-facts", "market-studies",
            "market-study-items", "market-figures"],
        ("transfer", "pk"): [values["import"].pk],
        ("directory", "taxonomy"): ["sectoral-industry"],
    }  # fmt: skip
    if area == "api" and parameter in {"key", "kind", "subject"}:
        return api_keys(values, name.partition(":")[2], parameter)
    if area == "scoreboard" and parameter in {"key", "pk"} and verb in keys_of_boards(values):
        return keys_of_boards(values)[verb]
    if area == "countries" and parameter == "key" and ("markets" in verb or verb == "begin_study"):
        return [values["partnership"].key, values["hidden"].key]
    if area == "api" and parameter == "id" and verb.endswith("_partner_invitation"):
        return [values["partner_invitation"].pk]
    if area == "api" and parameter == "id" and verb in MARKET_STUDIES:
        return [values["study"].pk, values["quiet_study"].pk]
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


def keys_of_boards(values):
    """What the scoreboard's pages are about, which is not told by the name of the parameter."""
    board = (
        "board",
        "export_board",
        "add_indicator",
        "take",
        "values",
        "periods",
        "add_period",
        "submissions",
        "submit",
    )
    card = ("indicator", "rows", "edit_indicator", "withdraw_indicator", "targets", "enter")
    value = ("value", "submit_value", "take_value", "verify_value", "return_value")
    report = ("submitted", "accept_report", "return_report")
    led_to = (
        (board, [values["partnership"].key, values["hidden"].key]),
        (card, [values["indicator"].key]),
        (("edit_period", "lock_period"), [values["period"].key]),
        (value, [values["value"].pk]),
        (report, [values["submitted"].pk]),
    )
    return {name: keys for names, keys in led_to for name in names}


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


def api_keys(values, operation, parameter):
    """The API has one namespace for all areas: what an operation is about shows in its name."""
    if "investment" in operation and "partner" not in operation:
        return [values["investment"].key, values["quiet_investment"].key]
    if operation == "add_group_member":
        return [values["group"].key]
    if "exchange" in operation:
        return [values["exchange"].key]
    if operation == "report_of":
        return (
            ["key-achievements"] if parameter == "kind" else [values["partnership"].key, values["hidden"].key]
        )
    if operation in ("wave_results", "wave_pairs", "wave_export"):
        return [values["results_wave"].key, values["quiet_wave"].key]
    if "report" in operation:
        return ["programme-overview"]
    if operation == "survey" or operation.startswith("survey_version") or "survey_draft" in operation:
        return [values["survey"].key, values["quiet_survey"].key]
    if operation == "sign_agreement":
        return [values["agreement"].key]
    if "wave" in operation:
        return [values["wave"].key, values["quiet_wave"].key]
    if operation in {"case", "advance_case"}:
        return [values["case"].key]
    if "indicator" in operation and "partnership" not in operation:
        return [values["indicator"].key]
    if "claim" in operation:
        return [values["public_claim"].key, values["claim"].key]
    if "source" in operation:
        return [values["source"].key]
    if "partner_strategy" in operation or operation in PARTNERS_KEEP:
        return [values["partnership"].key, values["hidden"].key]
    if operation == "objective_comments":
        return [values["objective"].key]
    if operation in {"withdraw_competence_sheet", "take_over_competence_sheet"}:
        return [values["sheet"].pk]
    if "value_chain" in operation:
        return [values["chain"].key, values["quiet_chain"].key]
    if operation in ("move_activity", "report_activity"):
        return [values["activity"].key, values["quiet_activity"].key]
    if "country_fact" in operation and not operation.startswith("add"):
        return [values["country_fact"].key, values["quiet_fact"].key]
    if "country" in operation:
        return [values["profile"].key, values["quiet_profile"].key]
    if parameter == "key" and "call" in operation.split("_") and operation != "add_event_call":
        return [values["call"].key]
    if "session" in operation:
        return [values["session"].key]
    if "event" in operation:
        return [values["event"].key, values["quiet_event"].key]
    if any(
        word in operation for word in ("partner", "participation", "target", "state", "roadmap", "market")
    ):
        return [values["partnership"].key, values["hidden"].key]
    return [values["organisation"].key, values["restricted"].key, values["draft"].key]
