"""Addresses of this area."""

from django.urls import path

from kontor.hub.strategy.views import chains, changes, drafting, drawing, feeds, invitation, joint, reading

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
    path("partnerships/<slug:key>/joint/", joint.Joint.as_view(), name="joint"),
    path("partnerships/<slug:key>/approved/", joint.Approved.as_view(), name="approved"),
    path("partnerships/<slug:key>/versions/<int:number>/", joint.Version.as_view(), name="version"),
    path("partnerships/<slug:key>/compare/", joint.Compare.as_view(), name="compare"),
    path("partnerships/<slug:key>/parts/", joint.Parts.as_view(), name="parts"),
    path(
        "partnerships/<slug:key>/parts/<slug:organisation>/state/",
        drafting.StatePart.as_view(),
        name="state_part",
    ),
    path("partnerships/<slug:key>/write/", drafting.WriteStrategy.as_view(), name="write_strategy"),
    path("partnerships/<slug:key>/objectives/add/", drafting.AddObjective.as_view(), name="add_objective"),
    path("partnerships/<slug:key>/propose/", drafting.Propose.as_view(), name="propose"),
    path("objectives/<slug:objective>/", joint.OneObjective.as_view(), name="objective"),
    path("objectives/<slug:objective>/edit/", drafting.EditObjective.as_view(), name="edit_objective"),
    path("objectives/<slug:objective>/remove/", drafting.RemoveObjective.as_view(), name="remove_objective"),
    path(
        "objectives/<slug:objective>/comment/",
        drafting.CommentOnObjective.as_view(),
        name="comment_on_objective",
    ),
    path("approvals/<int:approval>/answer/", drafting.GiveAnswer.as_view(), name="answer"),
    path("roadmaps/<slug:key>/", reading.Show.as_view(), name="roadmap"),
    path("roadmaps/<slug:key>/plan/", changes.Plan.as_view(), name="plan"),
    path("activities/<slug:activity>/edit/", changes.Edit.as_view(), name="edit"),
    path("activities/<slug:activity>/move/", changes.MoveDue.as_view(), name="move_due"),
    path("activities/<slug:activity>/report/", changes.Report.as_view(), name="report"),
    path("activities/<slug:activity>/remove/", changes.Remove.as_view(), name="remove"),
]
