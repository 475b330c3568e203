"""Addresses of this area. What is no event's stands first: those words are no keys (`actions.events.RESERVED`)."""

from django.urls import path

from kontor.hub.missions.views import changes, feeds, reading, register

app_name = "missions"
urlpatterns = [
    path("", reading.Index.as_view(), name="index"),
    path("export/<slug:form>/", reading.Export.as_view(), name="export"),
    path("calendar/", reading.Calendar.as_view(), name="calendar"),
    path("calendar.ics", feeds.Feed.as_view(), name="feed"),
    path("register/", register.Register.as_view(), name="register"),
    path("register/export/<slug:form>/", register.RegisterExport.as_view(), name="register_export"),
    path("register/overlaps/<slug:form>/", register.OverlapsExport.as_view(), name="overlaps_export"),
    path("add/", changes.Add.as_view(), name="add"),
    path("<slug:key>/", reading.Show.as_view(), name="event"),
    path("<slug:key>/edit/", changes.Edit.as_view(), name="edit"),
    path("<slug:key>/same/", changes.Same.as_view(), name="same"),
    path("<slug:key>/not-same/", changes.NotSame.as_view(), name="not_same"),
    path("<slug:key>/remove/", changes.Remove.as_view(), name="remove"),
]
