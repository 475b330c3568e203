"""The program behind `./kontor`: one list of commands, one line each; every other word goes to Django's own commands.

Exit codes: 0 done, 1 done and something is wrong (findings, failed tests), 2 it could not be done.
"""

import os
import sys

COMMANDS = {
    "demo": "load the demo data when the database is empty, then serve on this machine",
    "serve": "serve with production settings (web processes and a worker)",
    "prepare": "migrate, compile texts and build assets, without serving",
    "test": "run the tests on SQLite, PostgreSQL or both",
    "lint": "check style, types, layers and templates",
    "bench": "measure and print a table: directory, crosscheck, findings, network, questionnaire, matching, valuechain, schedule, matchmaking, survey, documents",
    "schedule": "make, check or repair the meeting schedule of an event in a file (.json, .dzn)",
    "load": "load data files that come with the program: ./kontor load demo",
    "import": "plan an import of a CSV or XLSX file, and execute it with --apply",
    "export": "write the records of one kind as CSV or XLSX",
    "report": "write a report as HTML, PDF, DOCX, XLSX or JSON",
    "findings": "hold published claims against the records",
    "matchmaking": "plan single meetings: ./kontor matchmaking solve SESSION --limit 60 --json",
    "events": "list events as rows of their lists: ./kontor events --partnership elca --json",
    "missions": "what partnerships plan, and who could travel together: ./kontor missions overlaps --country CN --json",
    "indicators": "show what the indicators of a partnership say: ./kontor indicators elca --json",
    "survey": "import, export and replay questionnaires, write responses: ./kontor survey import FILE --json",
    "bounces": "read what mail servers sent back of surveys: a message, a mailbox or a mail folder",
    "match": "who complements an organisation, with reasons: ./kontor match organisations --for KEY --json",
    "gaps": "gaps of a value chain and the fewest to invite, with proof: ./kontor gaps CHAIN --json",
    "duplicates": "list organisations that may be doubles, with reasons",
    "audit": "verify the chain of the audit trail: ./kontor audit verify",
    "where": "name the files behind an address: ./kontor where /directory/",
    "invite": "invite a person to a team or make her an administrator",
    "check": "check the settings; with --deploy, for production",
    "messages": "collect, update and compile the interface texts",
}
WORKSHOP = {"test", "lint", "bench"}


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        print_help()
        return 0
    if arguments[0] == "schedule":
        from kontor import schedule

        return schedule.main(arguments[1:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kontor.hub.settings")
    if arguments[0] in WORKSHOP:
        from kontor import workshop

        return workshop.main(arguments)
    if arguments[0] == "demo":
        os.environ.setdefault("KONTOR_MODE", "demo")
        take_settings(arguments)
    return run_django(arguments)


def take_settings(arguments: list[str]) -> None:
    """`--data` and `--port` must be known before the settings are read."""
    for word, following in zip(arguments, [*arguments[1:], ""], strict=True):
        if word == "--data" and following:
            os.environ["KONTOR_DATA"] = following
        elif word == "--port" and following:
            os.environ.setdefault("KONTOR_ADDRESS", f"http://127.0.0.1:{following}")
        elif word.startswith("--data="):
            os.environ["KONTOR_DATA"] = word.removeprefix("--data=")


def print_help() -> None:
    print("Kontor, the workbench for cluster partnerships that go international.\n")
    print("./kontor COMMAND [...]; each command explains itself with --help.\n")
    for command, line in COMMANDS.items():
        print(f"  {command:<11} {line}")


def run_django(arguments: list[str]) -> int:
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError

    try:
        execute_from_command_line(["./kontor", *arguments])
    except ImproperlyConfigured as error:
        print(f"kontor: {error}", file=sys.stderr)
        return 2
    except DatabaseError as error:
        told = f"The database cannot be read ({error}). Run ./kontor prepare, then try again."
        print(f"kontor: {told}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
