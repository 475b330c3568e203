"""Addresses of this area."""

from django.urls import path

from kontor.hub.scoreboard.views import boards, cards, changing, exporting, reading, submitted, values

app_name = "scoreboard"
urlpatterns = [
    path("", reading.Index.as_view(), name="index"),
    path("answer/", reading.Answer.as_view(), name="answer"),
    path("inconsistencies/", reading.Inconsistencies.as_view(), name="inconsistencies"),
    path("claims/", reading.ListClaims.as_view(), name="claims"),
    path("claims/add/", changing.AddClaim.as_view(), name="add_claim"),
    path("claims/export/<str:form>/", exporting.ExportClaims.as_view(), name="export_claims"),
    path("claims/<slug:key>/", reading.ShowClaim.as_view(), name="claim"),
    path("claims/<slug:key>/edit/", changing.EditClaim.as_view(), name="edit_claim"),
    path("claims/<slug:key>/withdraw/", changing.WithdrawClaim.as_view(), name="withdraw_claim"),
    path("boards/", boards.Boards.as_view(), name="boards"),
    path("boards/<slug:key>/", boards.Board.as_view(), name="board"),
    path("boards/<slug:key>/export/<str:form>/", boards.ExportBoard.as_view(), name="export_board"),
    path("boards/<slug:key>/add/", cards.AddIndicator.as_view(), name="add_indicator"),
    path("boards/<slug:key>/take/", cards.Take.as_view(), name="take"),
    path("boards/<slug:key>/values/", values.Values.as_view(), name="values"),
    path("boards/<slug:key>/periods/", values.Periods.as_view(), name="periods"),
    path("boards/<slug:key>/periods/add/", values.AddPeriod.as_view(), name="add_period"),
    path("boards/<slug:key>/reports/", submitted.Submissions.as_view(), name="submissions"),
    path("boards/<slug:key>/reports/submit/", submitted.Submit.as_view(), name="submit"),
    path("library/", boards.Library.as_view(), name="library"),
    path("library/add/", cards.AddCard.as_view(), name="add_card"),
    path("indicators/<slug:key>/", boards.ShowIndicator.as_view(), name="indicator"),
    path("indicators/<slug:key>/rows/", boards.Rows.as_view(), name="rows"),
    path("indicators/<slug:key>/edit/", cards.EditIndicator.as_view(), name="edit_indicator"),
    path("indicators/<slug:key>/withdraw/", cards.WithdrawIndicator.as_view(), name="withdraw_indicator"),
    path("indicators/<slug:key>/targets/", cards.SetTargets.as_view(), name="targets"),
    path("indicators/<slug:key>/enter/", values.EnterValue.as_view(), name="enter"),
    path("periods/<slug:key>/edit/", values.EditPeriod.as_view(), name="edit_period"),
    path("periods/<slug:key>/lock/", values.LockPeriod.as_view(), name="lock_period"),
    path("values/<int:pk>/", values.ShowValue.as_view(), name="value"),
    path("values/<int:pk>/submit/", values.SubmitValue.as_view(), name="submit_value"),
    path("values/<int:pk>/take/", values.TakeValue.as_view(), name="take_value"),
    path("values/<int:pk>/verify/", values.VerifyValue.as_view(), name="verify_value"),
    path("values/<int:pk>/return/", values.ReturnValue.as_view(), name="return_value"),
    path("submitted/<int:pk>/", submitted.Submitted.as_view(), name="submitted"),
    path("submitted/<int:pk>/accept/", submitted.AcceptReport.as_view(), name="accept_report"),
    path("submitted/<int:pk>/return/", submitted.ReturnReport.as_view(), name="return_report"),
]
