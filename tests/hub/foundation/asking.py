"""A request as a view gets it, without the way there."""

from django.test import RequestFactory

from kontor.hub.foundation.actor import VISITOR, Actor

EDITOR = Actor(label="person 1", user_id=1)


def ask(path="/style/", actor=VISITOR, **headers):
    request = RequestFactory(headers=headers).get(path)
    request.actor = actor
    return request
