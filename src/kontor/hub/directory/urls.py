"""Addresses of this area. What is not an organisation's stands first: those words are no keys (`queries.keys.RESERVED`)."""

from django.urls import path

from kontor.hub.directory.views import (
    duplicates,
    export,
    index,
    merge,
    organisation,
    parts,
    people,
    register,
    steps,
    terms,
)

app_name = "directory"
urlpatterns = [
    path("", index.Index.as_view(), name="index"),
    path("export/<slug:format_name>/", export.Export.as_view(), name="export"),
    path("mine/", index.Mine.as_view(), name="mine"),
    path("suggest/", index.Suggest.as_view(), name="suggest"),
    path("register/", register.Register.as_view(), name="register"),
    path("review/", steps.Review.as_view(), name="review"),
    path("terms/", terms.Terms.as_view(), name="terms"),
    path("terms/<slug:taxonomy>/", terms.ShowTaxonomy.as_view(), name="taxonomy"),
    path("duplicates/", duplicates.Duplicates.as_view(), name="duplicates"),
    path("duplicates/find/", duplicates.FindDuplicates.as_view(), name="find_duplicates"),
    path("duplicates/dismissed/", duplicates.Dismissed.as_view(), name="dismissed"),
    path("duplicates/dismissed/<int:pk>/undismiss/", duplicates.Undismiss.as_view(), name="undismiss"),
    path("duplicates/<slug:first>/<slug:second>/dismiss/", duplicates.Dismiss.as_view(), name="dismiss"),
    path("merge/<slug:survivor>/<slug:double>/", merge.Merge.as_view(), name="merge"),
    path("merges/", merge.Merges.as_view(), name="merges"),
    path("merges/<int:pk>/undo/", merge.UndoMerge.as_view(), name="undo_merge"),
    path("<slug:key>/", organisation.Show.as_view(), name="organisation"),
    path("<slug:key>/peers/", organisation.Peers.as_view(), name="peers"),
    path("<slug:key>/history/", organisation.History.as_view(), name="history"),
    path("<slug:key>/edit/", register.Edit.as_view(), name="edit"),
    path("<slug:key>/set-visibility/", register.SetVisibility.as_view(), name="set_visibility"),
    path("<slug:key>/submit/", steps.Submit.as_view(), name="submit"),
    path("<slug:key>/withdraw/", steps.Withdraw.as_view(), name="withdraw"),
    path("<slug:key>/publish/", steps.Publish.as_view(), name="publish"),
    path("<slug:key>/reject/", steps.Reject.as_view(), name="reject"),
    path("<slug:key>/reopen/", steps.Reopen.as_view(), name="reopen"),
    path("<slug:key>/confirm/", steps.Confirm.as_view(), name="confirm"),
    path("<slug:key>/archive/", steps.Archive.as_view(), name="archive"),
    path("<slug:key>/add-alias/", parts.AddAlias.as_view(), name="add_alias"),
    path("<slug:key>/aliases/<int:pk>/remove/", parts.RemoveAlias.as_view(), name="remove_alias"),
    path("<slug:key>/add-label/", parts.AddLabel.as_view(), name="add_label"),
    path("<slug:key>/labels/<int:pk>/remove/", parts.RemoveLabel.as_view(), name="remove_label"),
    path("<slug:key>/add-competence/", parts.AddCompetence.as_view(), name="add_competence"),
    path(
        "<slug:key>/competences/<int:pk>/remove/", parts.RemoveCompetence.as_view(), name="remove_competence"
    ),
    path("<slug:key>/add-interest/", parts.AddInterest.as_view(), name="add_interest"),
    path("<slug:key>/interests/<int:pk>/remove/", parts.RemoveInterest.as_view(), name="remove_interest"),
    path("<slug:key>/add-member/", people.AddMember.as_view(), name="add_member"),
    path("<slug:key>/members/<int:pk>/end/", people.EndMembership.as_view(), name="end_membership"),
    path("<slug:key>/members/<int:pk>/remove/", people.RemoveMember.as_view(), name="remove_member"),
    path("<slug:key>/add-contact/", people.AddContact.as_view(), name="add_contact"),
    path("<slug:key>/contacts/<int:pk>/edit/", people.EditContact.as_view(), name="edit_contact"),
    path("<slug:key>/contacts/<int:pk>/remove/", people.RemoveContact.as_view(), name="remove_contact"),
]
