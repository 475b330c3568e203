"""Addresses of this area. What is no event's stands first: those words are no keys (`actions.events.RESERVED`)."""

from django.urls import path

from kontor.hub.missions.views import (
    calendar,
    calls,
    changes,
    delegations,
    exchanges,
    feeds,
    reading,
    register,
    travel,
)

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
    path("exchanges/", exchanges.Exchanges.as_view(), name="exchanges"),
    path("exchanges/add/", exchanges.RegisterExchange.as_view(), name="register_exchange"),
    path("exchanges/export/<slug:form>/", exchanges.ExportAll.as_view(), name="export_exchanges"),
    path("exchanges/<slug:exchange>/", exchanges.ShowExchange.as_view(), name="exchange"),
    path(
        "exchanges/<slug:exchange>/validate/", exchanges.ValidateExchange.as_view(), name="validate_exchange"
    ),
    path("exchanges/<slug:exchange>/host/", exchanges.ProposeHost.as_view(), name="propose_host"),
    path(
        "exchanges/<slug:exchange>/agree/<slug:side>/",
        exchanges.AgreeToMatch.as_view(),
        name="agree_to_match",
    ),
    path("exchanges/<slug:exchange>/decline/", exchanges.DeclineMatch.as_view(), name="decline_match"),
    path("exchanges/<slug:exchange>/agreement/", exchanges.WriteAgreement.as_view(), name="write_agreement"),
    path(
        "exchanges/<slug:exchange>/sign/<slug:side>/", exchanges.SignExchange.as_view(), name="sign_exchange"
    ),
    path(
        "exchanges/<slug:exchange>/unsign/<slug:side>/",
        exchanges.TakeBackSignature.as_view(),
        name="take_back_signature",
    ),
    path(
        "exchanges/<slug:exchange>/report/<slug:side>/",
        exchanges.ReportExchange.as_view(),
        name="report_exchange",
    ),
    path("exchanges/<slug:exchange>/evidence/", exchanges.AttachEvidence.as_view(), name="attach_evidence"),
    path("exchanges/<slug:exchange>/payment/", exchanges.PayExchange.as_view(), name="pay_exchange"),
    path("exchanges/<slug:exchange>/cancel/", exchanges.CancelExchange.as_view(), name="cancel_exchange"),
    path("delegations/", delegations.Delegations.as_view(), name="delegations"),
    path("add/", changes.Add.as_view(), name="add"),
    path("<slug:key>/", reading.Show.as_view(), name="event"),
    path("<slug:key>/edit/", changes.Edit.as_view(), name="edit"),
    path("<slug:key>/call/", calls.AddCall.as_view(), name="add_call"),
    path("<slug:key>/same/", changes.Same.as_view(), name="same"),
    path("<slug:key>/not-same/", changes.NotSame.as_view(), name="not_same"),
    path("<slug:key>/remove/", changes.Remove.as_view(), name="remove"),
    path("<slug:key>/delegation/", delegations.ShowDelegation.as_view(), name="delegation"),
    path("<slug:key>/delegation/add/", delegations.AddDelegation.as_view(), name="add_delegation"),
    path("<slug:key>/delegation/edit/", delegations.EditDelegation.as_view(), name="edit_delegation"),
    path("<slug:key>/delegation/briefing/", delegations.Brief.as_view(), name="brief"),
    path("<slug:key>/delegation/take-over/", delegations.TakeOver.as_view(), name="take_over"),
    path(
        "<slug:key>/delegation/export/<slug:form>/",
        delegations.ExportMembers.as_view(),
        name="export_members",
    ),
    path("<slug:key>/delegation/members/add/", delegations.AddDelegate.as_view(), name="add_delegate"),
    path(
        "<slug:key>/delegation/members/<int:member>/edit/",
        delegations.EditDelegate.as_view(),
        name="edit_delegate",
    ),
    path(
        "<slug:key>/delegation/members/<int:member>/confirm/",
        delegations.ConfirmDelegate.as_view(),
        name="confirm_delegate",
    ),
    path(
        "<slug:key>/delegation/members/<int:member>/withdraw/",
        delegations.WithdrawDelegate.as_view(),
        name="withdraw_delegate",
    ),
    path(
        "<slug:key>/delegation/members/<int:member>/invite/",
        delegations.InviteAgain.as_view(),
        name="invite_again",
    ),
    path(
        "<slug:key>/delegation/members/<int:member>/checks/",
        delegations.TickChecks.as_view(),
        name="tick_checks",
    ),
    path("<slug:key>/delegation/journey/add/", travel.Arrange.as_view(), name="arrange"),
    path("<slug:key>/delegation/journey/<int:item>/edit/", travel.Rearrange.as_view(), name="rearrange"),
    path("<slug:key>/delegation/journey/<int:item>/remove/", travel.CancelItem.as_view(), name="cancel_item"),
    path("<slug:key>/delegation/costs/", travel.Costs.as_view(), name="costs"),
    path("<slug:key>/delegation/costs/add/", travel.PlanCosts.as_view(), name="plan_costs"),
    path(
        "<slug:key>/delegation/costs/export/<slug:form>/",
        travel.ExportCostLines.as_view(),
        name="export_costs",
    ),
    path("<slug:key>/delegation/costs/<int:line>/edit/", travel.EditCost.as_view(), name="edit_cost"),
    path(
        "<slug:key>/delegation/costs/<int:line>/actual/", travel.RecordActual.as_view(), name="record_actual"
    ),
    path("<slug:key>/delegation/costs/<int:line>/remove/", travel.RemoveCost.as_view(), name="remove_cost"),
]
