"""Addresses of this area. What is no partnership's stands first: those words are no keys (`actions.partnerships.RESERVED`)."""

from django.urls import path

from kontor.hub.partnerships.views import (
    alerts,
    answers,
    changes,
    exports,
    network,
    partnerships,
    searches,
    targets,
)

app_name = "partnerships"
urlpatterns = [
    path("", partnerships.Index.as_view(), name="index"),
    path("export/<slug:form>/", exports.Export.as_view(), name="export"),
    path("compare/", partnerships.Compare.as_view(), name="compare"),
    path("suggest/", partnerships.Suggest.as_view(), name="suggest"),
    path("propose/", changes.Propose.as_view(), name="propose"),
    path("targets/", targets.Targets.as_view(), name="targets"),
    path("network/", network.Network.as_view(), name="network"),
    path("practices/", partnerships.Practices.as_view(), name="practices"),
    path("searches/", searches.Index.as_view(), name="searches"),
    path("searches/open/", searches.OpenSearch.as_view(), name="open_search"),
    path("searches/figures/", searches.Figures.as_view(), name="search_figures"),
    path("searches/alerts/", alerts.Alerts.as_view(), name="alerts"),
    path("searches/alerts/add/", alerts.AddAlert.as_view(), name="add_alert"),
    path("searches/alerts/<int:pk>/edit/", alerts.EditAlert.as_view(), name="edit_alert"),
    path("searches/alerts/<int:pk>/remove/", alerts.RemoveAlert.as_view(), name="remove_alert"),
    path("searches/alerts/stop/<str:token>/", alerts.StopAlerts.as_view(), name="stop_alerts"),
    path("searches/<int:pk>/", searches.Show.as_view(), name="search"),
    path("searches/<int:pk>/edit/", searches.EditSearch.as_view(), name="edit_search"),
    path("searches/<int:pk>/publish/", searches.PublishSearch.as_view(), name="publish_search"),
    path("searches/<int:pk>/return/", searches.ReturnSearch.as_view(), name="return_search"),
    path("searches/<int:pk>/renew/", searches.RenewSearch.as_view(), name="renew_search"),
    path("searches/<int:pk>/close/", searches.CloseSearch.as_view(), name="close_search"),
    path("searches/<int:pk>/answer/", answers.AnswerSearch.as_view(), name="answer_search"),
    path("searches/<int:pk>/matches/", searches.Matches.as_view(), name="matches"),
    path("searches/comments/<int:pk>/remove/", answers.RemoveComment.as_view(), name="remove_comment"),
    path("searches/<int:pk>/comment/", answers.Comment.as_view(), name="comment"),
    path("searches/<int:pk>/follow/", answers.Follow.as_view(), name="follow"),
    path("searches/<int:pk>/unfollow/", answers.Unfollow.as_view(), name="unfollow"),
    path("searches/interests/<int:pk>/decide/", answers.DecideInterest.as_view(), name="decide_interest"),
    path("<slug:key>/", partnerships.Show.as_view(), name="partnership"),
    path("<slug:key>/overlaps/", partnerships.Overlaps.as_view(), name="overlaps"),
    path("<slug:key>/inside/", partnerships.Inside.as_view(), name="inside"),
    path("<slug:key>/history/", partnerships.History.as_view(), name="history"),
    path("<slug:key>/edit/", changes.Edit.as_view(), name="edit"),
    path("<slug:key>/change-state/", changes.ChangeState.as_view(), name="change_state"),
    path("<slug:key>/add-partner/", changes.AddPartner.as_view(), name="add_partner"),
    path(
        "<slug:key>/partners/<int:pk>/edit/", changes.EditParticipation.as_view(), name="edit_participation"
    ),
    path("<slug:key>/partners/<int:pk>/leave/", changes.Leave.as_view(), name="leave"),
    path("<slug:key>/add-target/", targets.AddTarget.as_view(), name="add_target"),
    path("<slug:key>/targets/<int:pk>/edit/", targets.EditTarget.as_view(), name="edit_target"),
    path("<slug:key>/targets/<int:pk>/remove/", targets.RemoveTarget.as_view(), name="remove_target"),
    path("<slug:key>/add-activity/", targets.AddActivity.as_view(), name="add_activity"),
    path("<slug:key>/activities/<int:pk>/remove/", targets.RemoveActivity.as_view(), name="remove_activity"),
]
