"""Addresses of this area. What is no event's stands first: those words are no keys (`actions.events.RESERVED`)."""

from django.urls import path

from kontor.hub.missions.views import calendar, calls, changes, feeds, reading, register

app_name = "missions"
urlpatterns = [
    path("", reading.Index.as_view(), name="index"),
    path("export/<slug:form>/", reading.Export.as_view(), name="export"),
    path("calendar/", calendar.Calendar.as_view(), name="calendar"),
    path("calendar.ics", feeds.Feed.as_view(), name="feed"),
    path("register/", register.Register.as_view(), name="register"),
    path("register/export/<slug:form>/", register.RegisterExport.as_view(), name="register_export"),
    path("register/overlaps/<slug:form>/", register.OverlapsExport.as_view(), name="overlaps_export"),
    path("calls/", calls.Calls.as_view(), name="calls"),
    path("calls/<slug:call>/", calls.ShowCall.as_view(), name="call"),
    path("calls/<slug:call>/edit/", calls.EditCall.as_view(), name="edit_call"),
    path("calls/<slug:call>/publish/", calls.PublishCall.as_view(), name="publish_call"),
    path("calls/<slug:call>/reviewers/", calls.NameReviewers.as_view(), name="name_reviewers"),
    path("calls/<slug:call>/decide/", calls.Decide.as_view(), name="decide"),
    path("calls/<slug:call>/export/<slug:form>/", calls.ExportCall.as_view(), name="export_call"),
    path("calls/<slug:call>/apply/<slug:organisation>/", calls.Apply.as_view(), name="apply"),
    path("calls/<slug:call>/applications/<int:pk>/", calls.ShowApplication.as_view(), name="application"),
    path("calls/<slug:call>/applications/<int:pk>/withdraw/", calls.Withdraw.as_view(), name="withdraw"),
    path("calls/<slug:call>/applications/<int:pk>/score/", calls.Score.as_view(), name="score"),
    path("add/", changes.Add.as_view(), name="add"),
    path("<slug:key>/", reading.Show.as_view(), name="event"),
    path("<slug:key>/edit/", changes.Edit.as_view(), name="edit"),
    path("<slug:key>/call/", calls.AddCall.as_view(), name="add_call"),
    path("<slug:key>/same/", changes.Same.as_view(), name="same"),
    path("<slug:key>/not-same/", changes.NotSame.as_view(), name="not_same"),
    path("<slug:key>/remove/", changes.Remove.as_view(), name="remove"),
]
