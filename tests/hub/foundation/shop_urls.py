"""The frame's own addresses and a few inside each other: the foundation is tested without the areas that stand on it."""

from django.http import HttpResponse
from django.urls import include, path


def show(request):
    return HttpResponse()


urlpatterns = [
    path("", show, name="home"),
    path("shop/", show, name="shop"),
    path("shop/boots/", show, name="boots"),
    path("", include("kontor.hub.foundation.urls")),
]
