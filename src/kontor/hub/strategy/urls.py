"""Addresses of this area."""

from django.urls import path

from kontor.hub.strategy.views import changes, feeds, reading

app_name = "strategy"
urlpatterns = [
    path("overdue/", reading.Overdue.as_view(), name="overdue"),
    path("deadlines/", feeds.OpenFeed.as_view(), name="subscribe"),
    path("deadlines/<str:secret>.ics", feeds.Feed.as_view(), name="feed"),
    path("roadmaps/<slug:key>/", reading.Show.as_view(), name="roadmap"),
    path("roadmaps/<slug:key>/plan/", changes.Plan.as_view(), name="plan"),
    path("activities/<slug:activity>/edit/", changes.Edit.as_view(), name="edit"),
    path("activities/<slug:activity>/move/", changes.MoveDue.as_view(), name="move_due"),
    path("activities/<slug:activity>/report/", changes.Report.as_view(), name="report"),
    path("activities/<slug:activity>/remove/", changes.Remove.as_view(), name="remove"),
]
