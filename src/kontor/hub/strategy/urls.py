"""Addresses of this area."""

from django.urls import path

from kontor.hub.strategy.views import chains, changes, drawing, feeds, invitation, reading

app_name = "strategy"
urlpatterns = [
    path("overdue/", reading.Overdue.as_view(), name="overdue"),
    path("deadlines/", feeds.OpenFeed.as_view(), name="subscribe"),
    path("deadlines/<str:secret>.ics", feeds.Feed.as_view(), name="feed"),
    path("partnerships/<slug:key>/chains/", chains.Chains.as_view(), name="chains"),
    path("partnerships/<slug:key>/chains/start/", drawing.StartChain.as_view(), name="start_chain"),
    path("chains/<slug:chain>/", chains.Chain.as_view(), name="chain"),
    path("chains/<slug:chain>/invite/", invitation.Invitation.as_view(), name="invite"),
    path("chains/<slug:chain>/edit/", drawing.EditChain.as_view(), name="edit_chain"),
    path("chains/<slug:chain>/remove/", drawing.RemoveChain.as_view(), name="remove_chain"),
    path("chains/<slug:chain>/components/add/", drawing.AddComponent.as_view(), name="add_component"),
    path("chains/<slug:chain>/links/add/", drawing.AddLink.as_view(), name="add_link"),
    path("chains/<slug:chain>/map/", drawing.MapOrganisation.as_view(), name="map_organisation"),
    path("components/<int:component>/edit/", drawing.EditComponent.as_view(), name="edit_component"),
    path("components/<int:component>/remove/", drawing.RemoveComponent.as_view(), name="remove_component"),
    path("links/<int:link>/remove/", drawing.RemoveLink.as_view(), name="remove_link"),
    path(
        "contributions/<int:contribution>/edit/", drawing.EditContribution.as_view(), name="edit_contribution"
    ),
    path("contributions/<int:contribution>/remove/", drawing.Unmap.as_view(), name="unmap"),
    path("roadmaps/<slug:key>/", reading.Show.as_view(), name="roadmap"),
    path("roadmaps/<slug:key>/plan/", changes.Plan.as_view(), name="plan"),
    path("activities/<slug:activity>/edit/", changes.Edit.as_view(), name="edit"),
    path("activities/<slug:activity>/move/", changes.MoveDue.as_view(), name="move_due"),
    path("activities/<slug:activity>/report/", changes.Report.as_view(), name="report"),
    path("activities/<slug:activity>/remove/", changes.Remove.as_view(), name="remove"),
]
