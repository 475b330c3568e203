"""The URL root. The first segment of an address is the folder of its area."""

from django.urls import URLPattern, URLResolver, include, path

from kontor.hub.front import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.Home.as_view(), name="home"),
    path("search/", views.Search.as_view(), name="search"),
    path("accounts/", include("kontor.hub.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("api/v1/", include("kontor.hub.front.api")),
    path("jobs/", include("kontor.hub.foundation.job_urls")),
    path("transfer/", include("kontor.hub.transfer.urls")),
    path("evidence/", include("kontor.hub.evidence.urls")),
    path("directory/", include("kontor.hub.directory.urls")),
    path("partnerships/", include("kontor.hub.partnerships.urls")),
    path("surveys/", include("kontor.hub.surveys.urls")),
    path("agreements/", include("kontor.hub.agreements.urls")),
    path("countries/", include("kontor.hub.countries.urls")),
    path("strategy/", include("kontor.hub.strategy.urls")),
    path("missions/", include("kontor.hub.missions.urls")),
    path("matchmaking/", include("kontor.hub.matchmaking.urls")),
    path("scoreboard/", include("kontor.hub.scoreboard.urls")),
    path("reports/", include("kontor.hub.reports.urls")),
    path("", include("kontor.hub.foundation.urls")),
]
