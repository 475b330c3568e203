"""Questionnaires on the command line: import, write, replay recorded answers, write responses."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kontor.documents import write
from kontor.hub.accounts.models import User
from kontor.hub.accounts.queries import actor_by_email
from kontor.hub.foundation.actor import Actor, system
from kontor.hub.foundation.refusal import NotThere, Refusal
from kontor.hub.surveys import actions, exporters, queries, report
from kontor.hub.surveys.models import Survey, SurveyVersion, Wave
from kontor.hub.surveys.queries.exports import exported
from kontor.hub.surveys.queries.questionnaire import printed

PAPER = ("pdf", "docx")


class Command(BaseCommand):
    help = "import FILE, export ID, walk FILE RECORDING, responses ID: ./kontor survey import questionnaire.lss --json"

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        imported = verbs.add_parser(
            "import",
            help="import a questionnaire (.lss, .lsa, .xlsx) as a survey, or as the next version of one",
        )
        imported.add_argument("file", type=Path)
        imported.add_argument("--survey", default="", help="key of the survey that gets the next version")
        imported.add_argument("--key", default="", help="key of the new survey; made of its title without it")
        written = verbs.add_parser(
            "export", help="write a questionnaire: the key of a survey, or key:version"
        )
        written.add_argument("id")
        written.add_argument("--format", choices=sorted({*exporters.QUESTIONNAIRES, *PAPER}), default="lss")
        written.add_argument(
            "--language", default="", help="of the paper; the first of the questionnaire without it"
        )
        walked = verbs.add_parser("walk", help="replay recorded answers and compare each next question")
        walked.add_argument("file", type=Path)
        walked.add_argument("recording", type=Path)
        walked.add_argument(
            "--today", type=date.fromisoformat, help="the day for expressions that ask for it"
        )
        taken = verbs.add_parser(
            "responses", help="write the responses of a wave: its key, or a survey's for its newest wave"
        )
        taken.add_argument("id")
        taken.add_argument("--format", choices=sorted(exporters.FORMS), default="csv")
        taken.add_argument("--content", choices=exporters.CONTENTS, default="codes")
        taken.add_argument("--anonymised", action="store_true", help="without what may say who somebody is")
        for one in (imported, walked):
            one.add_argument("--json", action="store_true", help="JSON instead of lines")
        for one in (written, taken):
            one.add_argument("--output", type=Path, help="write to this file instead of stdout")
        for one in (imported, written, taken):
            one.add_argument("--actor", default="", help="e-mail address of who asks; the system without it")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, f"do_{options['verb']}")(options)
        except NotThere as error:
            told = f"There is no '{options.get('id') or options.get('survey')}' that may be seen. Give the key of a survey or wave."
            raise CommandError(told, returncode=2) from error
        except Refusal as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        except OSError as error:
            raise CommandError(f"{error.filename or ''}: {error.strerror}", returncode=2) from error

    def do_import(self, options: dict[str, Any]) -> None:
        actor = actor_of(options["actor"])
        survey = queries.survey_by_key(actor, options["survey"]) if options["survey"] else None
        fields = actions.SurveyFields({}, key=options["key"])
        content = options["file"].read_bytes()
        version = actions.import_survey(actor=actor, content=content, fields=fields, survey=survey)
        told = imported(version)
        self.stdout.write(
            json.dumps(told, ensure_ascii=False, indent=2) if options["json"] else lines_of(told)
        )

    def do_export(self, options: dict[str, Any]) -> None:
        actor = actor_of(options["actor"])
        version = version_of(actor, options["id"])
        if options["format"] in PAPER:
            found = printed(version, options["language"])
            told = report.questionnaire_report(actor, found, timezone.localdate(), found.language)
            content = write(told, options["format"], site=settings.SITE_ADDRESS)
        else:
            content, _media_type, _suffix = exporters.questionnaire_file(version, options["format"])
        self.write(content, options["output"])

    def do_walk(self, options: dict[str, Any]) -> None:
        try:
            recording = json.loads(options["recording"].read_text(encoding="utf-8"))
        except ValueError as error:
            raise CommandError(
                f"{options['recording']} is no recording (JSON): {error}", returncode=2
            ) from error
        found = queries.walked(
            options["file"].read_bytes(), recording, options["today"] or timezone.localdate()
        )
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
        else:
            for step in found["path"]:
                if step["expected"] != step["actual"]:
                    self.stdout.write(
                        f"trace {step['trace']}, after {step['after'] or 'the beginning'}: {step['expected']} expected, {step['actual']} came"
                    )
            self.stdout.write(f"{found['agreed']} of {found['steps']} steps agree")
        if found["agreed"] != found["steps"]:
            sys.exit(1)

    def do_responses(self, options: dict[str, Any]) -> None:
        actor = actor_of(options["actor"])
        told = exported(actor, [wave_of(actor, options["id"])], anonymised=options["anonymised"])
        self.write(exporters.written(told, options["format"], options["content"]), options["output"])

    def write(self, content: bytes, output: Path | None) -> None:
        if output is not None:
            output.write_bytes(content)
        elif hasattr(self.stdout, "buffer"):
            self.stdout.buffer.write(content)
            self.stdout.flush()
        else:
            self.stdout.write(content.decode("utf-8", "replace"), ending="")


def actor_of(email: str) -> Actor:
    try:
        return actor_by_email(email) if email else system("command survey")
    except User.DoesNotExist as error:
        told = f"Nobody has the address '{email}'. Give the address of a person, or leave it out."
        raise CommandError(told, returncode=2) from error


def version_of(actor: Actor, name: str) -> SurveyVersion:
    """'key' is the newest version, 'key:2' the second."""
    key, _, number = name.partition(":")
    survey = queries.survey_by_key(actor, key)
    if not number:
        newest = queries.versions_of(actor, survey)
        number = str(newest[0].number) if newest else "0"
    if not number.isdecimal():
        raise NotThere
    return queries.version_by_number(actor, key, int(number))


def wave_of(actor: Actor, name: str) -> Wave:
    """The wave of this key, or the newest one of the survey of this key."""
    named = Wave.objects.filter(key=name).values_list("survey__key", "key").first()
    if named is None:
        survey = queries.survey_by_key(actor, name)
        waves = queries.waves_of(actor, survey, runs=True)
        if not waves:
            raise NotThere
        named = (survey.key, waves[0].key)
    return queries.wave_by_key(actor, *named)


def imported(version: SurveyVersion) -> dict[str, Any]:
    """What the import did, and whether the questionnaire can be asked."""
    findings = queries.shown_findings(version)
    survey: Survey = version.survey
    return {
        "survey": survey.key,
        "version": version.number,
        "opens": not any(one.is_error for one in findings),
        "counts": version.import_notes.get("counts", {}),
        "notes": [
            {"kind": one["kind"], "place": one["place"], "sentence": one["sentence"]}
            for one in version.import_notes.get("notes", [])
        ],
        "findings": [
            {"place": one.place, "sentence": one.sentence, "error": one.is_error} for one in findings
        ],
    }


def lines_of(told: dict[str, Any]) -> str:
    state = "can be asked" if told["opens"] else "cannot be asked yet"
    return "\n".join(
        [
            f"{told['survey']}, version {told['version']}: {state}",
            *(f"  {name}: {count}" for name, count in told["counts"].items()),
            *(f"{one['kind']:<8} {one['place']}: {one['sentence']}" for one in told["notes"]),
            *(
                f"{'error' if one['error'] else 'warning':<8} {one['place']}: {one['sentence']}"
                for one in told["findings"]
            ),
        ]
    )
