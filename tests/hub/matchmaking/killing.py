"""Run as a program by `test_killed.py`: a schedule is published over the web by a process that is killed at a given point.

prepare COUNT     a session of COUNT people on each side with a draft; the organiser who may publish it
publish POINT     send the form of publishing; the process kills itself before its statement number POINT (0: never)
state             print what the database holds
again             hand letters that never left to the post again, as the hourly work does half a day later
"""

import json
import os
import signal
import sys
from datetime import timedelta

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from django_ox.models import OxTask  # noqa: E402

from kontor.hub.accounts.models import User  # noqa: E402
from kontor.hub.foundation.actor import system  # noqa: E402
from kontor.hub.foundation.models import AuditEvent  # noqa: E402
from kontor.hub.matchmaking import actions  # noqa: E402
from kontor.hub.matchmaking.models import Notice, Schedule, Session  # noqa: E402
from tests.factories import actors  # noqa: E402
from tests.factories.matchmaking import make_participant, make_session, make_wish  # noqa: E402
from tests.factories.missions import make_event  # noqa: E402
from tests.factories.partnerships import make_partnership  # noqa: E402

SYSTEM = system("test")


def prepare(count):
    count = int(count)
    session = make_session(
        make_event(make_partnership("ELCA", key="elca")), key="lima", slots=3, tables=count
    )
    move_ahead(session)
    people = [
        [
            make_participant(session, f"{side}{i}", side=side, email=f"{side}{i}@example.org")
            for i in range(count)
        ]
        for side in ("visiting", "receiving")
    ]
    for place, one in enumerate(people[0]):
        for step in range(2):
            make_wish(one, people[1][(place + step) % count])
    actions.plan(actor=SYSTEM, session=session, limit=5)
    actors.make_coordinator(session.event.partnership.team)


def move_ahead(session):
    """Whatever the day of the test, the session is still to come."""
    ahead = timezone.now() + timedelta(days=30) - session.slots.first().start
    for slot in session.slots.all():
        slot.start += ahead
        slot.save()


def publish(point):
    client = Client()
    client.force_login(User.objects.get())
    address = reverse("matchmaking:publish", args=["lima", 1])
    counted = {"statements": 0}

    def kill_at(execute, sql, params, many, context):
        counted["statements"] += 1
        if counted["statements"] == int(point):
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(kill_at):
        answer = client.post(address)
    sys.stdout.write(
        json.dumps({"status": answer.status_code, "statements": counted["statements"], "state": found()})
    )


def state():
    sys.stdout.write(json.dumps(found()))


def found():
    schedule = Schedule.objects.get()
    return {
        "schedule": schedule.state,
        "stage": Session.objects.get().stage,
        "people": len(
            {pk for pair in schedule.meetings.values_list("wish__asker", "wish__asked") for pk in pair}
        ),
        "notices": Notice.objects.count(),
        "told": len(set(Notice.objects.values_list("participant", flat=True))),
        "queued": sorted(pk for task in OxTask.objects.all() for pk in letters_of(task)),
        "unsent": Notice.objects.filter(fate="").count(),
        "trail": AuditEvent.objects.filter(action="matchmaking.publish").count(),
    }


def letters_of(task):
    arguments = task.kwargs if isinstance(task.kwargs, dict) else json.loads(task.kwargs)
    return arguments.get("ids", [])


def again():
    number = actions.post_again(actor=SYSTEM, now=timezone.now() + timedelta(hours=13))
    sys.stdout.write(str(number))


if __name__ == "__main__":
    {"prepare": prepare, "publish": publish, "state": state, "again": again}[sys.argv[1]](*sys.argv[2:])
