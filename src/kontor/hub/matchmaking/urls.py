"""Addresses of this area. What is no session's stands first: those words are no keys (`actions.sessions.RESERVED`)."""

from django.urls import path

from kontor.hub.matchmaking.views import (
    changes,
    day,
    mine,
    my_day,
    outcome_sheets,
    outcomes,
    papers,
    reading,
    schedules,
)

app_name = "matchmaking"
OF_A_SCHEDULE = "<slug:key>/schedules/<int:number>/"
urlpatterns = [
    path("", reading.Index.as_view(), name="index"),
    path("add/", changes.Add.as_view(), name="add"),
    path("me/<slug:token>/", mine.Mine.as_view(), name="mine"),
    path("me/<slug:token>/calendar.ics", mine.Feed.as_view(), name="mine_feed"),
    path("me/<slug:token>/schedule.pdf", papers.MineSheet.as_view(), name="mine_sheet"),
    path("me/<slug:token>/outcomes/", outcome_sheets.MineOutcomes.as_view(), name="mine_outcomes"),
    path(
        "me/<slug:token>/outcomes.pdf", outcome_sheets.MineOutcomesFile.as_view(), name="mine_outcomes_file"
    ),
    path("me/<slug:token>/day/", my_day.MyDay.as_view(), name="my_day"),
    path("me/<slug:token>/day/worker.js", my_day.Worker.as_view(), name="my_day_worker"),
    path("<slug:key>/", reading.Show.as_view(), name="session"),
    path("<slug:key>/edit/", changes.Edit.as_view(), name="edit"),
    path("<slug:key>/remove/", changes.Remove.as_view(), name="remove"),
    path("<slug:key>/stage/", changes.SetStage.as_view(), name="stage"),
    path("<slug:key>/types/add/", changes.AddType.as_view(), name="add_type"),
    path("<slug:key>/types/<slug:kind>/", changes.EditType.as_view(), name="edit_type"),
    path("<slug:key>/participants/", reading.ShowParticipants.as_view(), name="participants"),
    path(
        "<slug:key>/participants/export/<slug:form>/",
        reading.Export.as_view(what="participants"),
        name="export_participants",
    ),
    path("<slug:key>/participants/add/", changes.AddParticipant.as_view(), name="add_participant"),
    path("<slug:key>/participants/<int:pk>/", reading.ShowParticipant.as_view(), name="participant"),
    path(
        "<slug:key>/participants/<int:pk>/edit/", changes.EditParticipant.as_view(), name="edit_participant"
    ),
    path("<slug:key>/participants/<int:pk>/schedule.pdf", papers.SheetFile.as_view(), name="sheet_file"),
    path(
        "<slug:key>/participants/<int:pk>/outcomes/",
        outcome_sheets.OutcomeSheetOf.as_view(),
        name="outcome_sheet",
    ),
    path(
        "<slug:key>/participants/<int:pk>/outcomes.pdf",
        outcome_sheets.OutcomeSheetFile.as_view(),
        name="outcome_sheet_file",
    ),
    path("<slug:key>/participants/<int:pk>/arrival/", changes.SetArrival.as_view(), name="set_arrival"),
    path(
        "<slug:key>/participants/<int:pk>/remove/",
        changes.RemoveParticipant.as_view(),
        name="remove_participant",
    ),
    path("<slug:key>/wishes/", reading.ShowWishes.as_view(), name="wishes"),
    path(
        "<slug:key>/wishes/export/<slug:form>/", reading.Export.as_view(what="wishes"), name="export_wishes"
    ),
    path("<slug:key>/wishes/add/", changes.AddWish.as_view(), name="add_wish"),
    path("<slug:key>/wishes/<int:pk>/", changes.ChangeWish.as_view(), name="wish"),
    path("<slug:key>/schedules/", schedules.ShowSchedules.as_view(), name="schedules"),
    path("<slug:key>/plan/", schedules.Plan.as_view(), name="plan"),
    path(OF_A_SCHEDULE, schedules.ShowSchedule.as_view(), name="schedule"),
    path(f"{OF_A_SCHEDULE}publish/", schedules.Publish.as_view(), name="publish"),
    path(f"{OF_A_SCHEDULE}discard/", schedules.Discard.as_view(), name="discard"),
    path(f"{OF_A_SCHEDULE}outcomes/", schedules.AskForOutcomes.as_view(), name="ask_for_outcomes"),
    path(f"{OF_A_SCHEDULE}tables/", schedules.Tables.as_view(), name="tables"),
    path(f"{OF_A_SCHEDULE}sheets/", schedules.Sheets.as_view(), name="sheets"),
    path(f"{OF_A_SCHEDULE}tables.pdf", papers.TablesFile.as_view(), name="tables_file"),
    path(f"{OF_A_SCHEDULE}schedules.pdf", papers.SheetsFile.as_view(), name="sheets_file"),
    path("<slug:key>/badges.pdf", papers.BadgesFile.as_view(), name="badges_file"),
    path("<slug:key>/meetings/<int:pk>/move/", schedules.Move.as_view(), name="move"),
    path("<slug:key>/meetings/<int:pk>/keep/", schedules.Keep.as_view(), name="keep"),
    path("<slug:key>/badges/", schedules.Badges.as_view(), name="badges"),
    path("<slug:key>/day/", day.Day.as_view(), name="day"),
    path("<slug:key>/outcomes/", outcomes.Outcomes.as_view(), name="outcomes"),
    path(
        "<slug:key>/outcomes/export/<slug:form>/",
        reading.Export.as_view(what="follow-ups"),
        name="export_follow_ups",
    ),
    path("<slug:key>/replan/", day.Replan.as_view(), name="replan"),
]
