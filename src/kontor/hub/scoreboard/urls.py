"""Addresses of this area."""

from django.urls import path

from kontor.hub.scoreboard.views import changing, exporting, reading

app_name = "scoreboard"
urlpatterns = [
    path("", reading.Index.as_view(), name="index"),
    path("answer/", reading.Answer.as_view(), name="answer"),
    path("claims/", reading.ListClaims.as_view(), name="claims"),
    path("claims/add/", changing.AddClaim.as_view(), name="add_claim"),
    path("claims/export/<str:form>/", exporting.ExportClaims.as_view(), name="export_claims"),
    path("claims/<slug:key>/", reading.ShowClaim.as_view(), name="claim"),
    path("claims/<slug:key>/edit/", changing.EditClaim.as_view(), name="edit_claim"),
    path("claims/<slug:key>/withdraw/", changing.WithdrawClaim.as_view(), name="withdraw_claim"),
]
