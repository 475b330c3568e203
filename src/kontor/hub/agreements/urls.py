"""Addresses of this area. What is no case's stands first: those words are no keys (`actions.record_case.RESERVED`)."""

from django.urls import path

from kontor.hub.agreements.views import (
    agreements,
    calendar,
    case,
    cases,
    changes,
    collaborations,
    drafts,
    due,
    meetings,
    parties,
    pipeline,
    record,
    steps,
)

app_name = "agreements"
urlpatterns = [
    path("", cases.Index.as_view(), name="index"),
    path("export/<slug:form>/", cases.Export.as_view(), name="export"),
    path("suggest/", cases.Suggest.as_view(), name="suggest"),
    path("board/", cases.Board.as_view(), name="board"),
    path("pipeline/", pipeline.Pipeline.as_view(), name="pipeline"),
    path("conversion/", meetings.Conversion.as_view(), name="conversion"),
    path("from-meeting/<int:pk>/", meetings.RecordMeeting.as_view(), name="record_meeting"),
    path("record/", record.Record.as_view(), name="record"),
    path("record/worker.js", record.Worker.as_view(), name="record_worker"),
    path("due/calendar.ics", calendar.Download.as_view(), name="calendar_download"),
    path("due/calendar/", calendar.MakeAddress.as_view(), name="calendar"),
    path("calendar/<slug:secret>.ics", calendar.Feed.as_view(), name="calendar_feed"),
    path("due/", due.Due.as_view(), name="due"),
    path("collaborations/", collaborations.Index.as_view(), name="collaborations"),
    path("collaborations/report/", collaborations.Report.as_view(), name="report_collaboration"),
    path(
        "collaborations/take-over/<slug:survey>/<slug:wave>/",
        collaborations.TakeOver.as_view(),
        name="take_over",
    ),
    path("collaborations/<slug:key>/ask/", collaborations.Ask.as_view(), name="ask"),
    path("collaborations/<slug:key>/confirm/", collaborations.Confirm.as_view(), name="confirm"),
    path("collaborations/<slug:key>/deny/", collaborations.Deny.as_view(), name="deny"),
    path("collaborations/<slug:key>/take-back/", collaborations.TakeBack.as_view(), name="take_back_reply"),
    path("<slug:key>/", case.Show.as_view(), name="case"),
    path("<slug:key>/history/", case.History.as_view(), name="history"),
    path("<slug:key>/edit/", changes.Edit.as_view(), name="edit"),
    path("<slug:key>/advance/", changes.Advance.as_view(), name="advance"),
    path("<slug:key>/move/", cases.Move.as_view(), name="move"),
    path("<slug:key>/close/", changes.Close.as_view(), name="close"),
    path("<slug:key>/reopen/", changes.Reopen.as_view(), name="reopen"),
    path("<slug:key>/mark-same/", changes.MarkSame.as_view(), name="mark_same"),
    path("<slug:key>/unmark-same/", changes.UnmarkSame.as_view(), name="unmark_same"),
    path("<slug:key>/report/", changes.Report.as_view(), name="report"),
    path("<slug:key>/reports/<int:pk>/withdraw/", changes.WithdrawReport.as_view(), name="withdraw_report"),
    path("<slug:key>/draft/<slug:kind>.docx", drafts.DraftOfACase.as_view(), name="draft"),
    path("<slug:key>/add-party/", parties.AddParty.as_view(), name="add_party"),
    path("<slug:key>/parties/<int:pk>/edit/", parties.EditParty.as_view(), name="edit_party"),
    path("<slug:key>/parties/<int:pk>/remove/", parties.RemoveParty.as_view(), name="remove_party"),
    path("<slug:key>/add-agreement/", agreements.AddAgreement.as_view(), name="add_agreement"),
    path("<slug:key>/agreements/<int:pk>/edit/", agreements.EditAgreement.as_view(), name="edit_agreement"),
    path("<slug:key>/agreements/<int:pk>/sign/", agreements.SignAgreement.as_view(), name="sign_agreement"),
    path(
        "<slug:key>/agreements/<int:pk>/renew/", agreements.RenewAgreement.as_view(), name="renew_agreement"
    ),
    path(
        "<slug:key>/agreements/<int:pk>/terminate/",
        agreements.TerminateAgreement.as_view(),
        name="terminate_agreement",
    ),
    path(
        "<slug:key>/agreements/<int:pk>/abandon/",
        agreements.AbandonAgreement.as_view(),
        name="abandon_agreement",
    ),
    path(
        "<slug:key>/agreements/<int:pk>/take-up/",
        agreements.TakeUpAgreement.as_view(),
        name="take_up_agreement",
    ),
    path(
        "<slug:key>/agreements/<int:pk>/who-signs/", agreements.AddSignatory.as_view(), name="add_signatory"
    ),
    path("<slug:key>/add-step/", steps.AddStep.as_view(), name="add_step"),
    path("<slug:key>/steps/<int:pk>/edit/", steps.EditStep.as_view(), name="edit_step"),
    path("<slug:key>/steps/<int:pk>/finish/", steps.FinishStep.as_view(), name="finish_step"),
    path("<slug:key>/steps/<int:pk>/drop/", steps.DropStep.as_view(), name="drop_step"),
    path("<slug:key>/steps/<int:pk>/take-up/", steps.TakeUpStep.as_view(), name="take_up_step"),
    path("<slug:key>/follow-ups/<int:pk>/answer/", steps.AnswerFollowUp.as_view(), name="answer_follow_up"),
    path("<slug:key>/add-impact/", steps.AddImpact.as_view(), name="add_impact"),
    path("<slug:key>/impacts/<int:pk>/remove/", steps.RemoveImpact.as_view(), name="remove_impact"),
]
