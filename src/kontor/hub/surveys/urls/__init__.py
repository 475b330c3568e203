"""Addresses of this area, one file per subject. What is no survey's stands first: those words are no keys (`rules.RESERVED`)."""

from kontor.hub.surveys.urls import building, campaigns, core, results

app_name = "surveys"
urlpatterns = [*building.urlpatterns, *campaigns.urlpatterns, *core.urlpatterns, *results.urlpatterns]
