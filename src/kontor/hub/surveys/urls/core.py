"""Surveys, their versions and waves; and answering. What is no survey's stands first: those words are no keys."""

from django.urls import path

from kontor.hub.surveys.views import answering, changes, reading

urlpatterns = [
    path("", reading.Index.as_view(), name="index"),
    path("add/", changes.Add.as_view(), name="add"),
    path("import/", changes.Import.as_view(), name="import"),
    path("answer/<slug:token>/", answering.Answer.as_view(), name="answer"),
    path("open/<slug:wave>/", answering.OpenLink.as_view(), name="open"),
    path("<slug:key>/", reading.Show.as_view(), name="survey"),
    path("<slug:key>/edit/", changes.Edit.as_view(), name="edit"),
    path("<slug:key>/archive/", changes.Archive.as_view(), name="archive"),
    path("<slug:key>/import/", changes.ImportVersion.as_view(), name="import_version"),
    path("<slug:key>/versions/<int:number>/", reading.ShowVersion.as_view(), name="version"),
    path("<slug:key>/versions/<int:number>/copy/", changes.NewVersion.as_view(), name="new_version"),
    path(
        "<slug:key>/versions/<int:number>/export/<slug:format>/", reading.Download.as_view(), name="download"
    ),
    path("<slug:key>/waves/add/", changes.AddWave.as_view(), name="add_wave"),
    path("<slug:key>/waves/<slug:wave>/", reading.ShowWave.as_view(), name="wave"),
    path("<slug:key>/waves/<slug:wave>/edit/", changes.EditWave.as_view(), name="edit_wave"),
    path("<slug:key>/waves/<slug:wave>/open/", changes.OpenWave.as_view(), name="open_wave"),
    path("<slug:key>/waves/<slug:wave>/close/", changes.CloseWave.as_view(), name="close_wave"),
    path("<slug:key>/waves/<slug:wave>/reopen/", changes.ReopenWave.as_view(), name="reopen_wave"),
    path("<slug:key>/waves/<slug:wave>/publish/", changes.PublishWave.as_view(), name="publish_wave"),
    path("<slug:key>/waves/<slug:wave>/remove/", changes.RemoveWave.as_view(), name="remove_wave"),
    path("<slug:key>/waves/<slug:wave>/responses/", reading.ShowResponses.as_view(), name="responses"),
    path("<slug:key>/waves/<slug:wave>/responses/<int:pk>/", reading.ShowResponse.as_view(), name="response"),
    path(
        "<slug:key>/waves/<slug:wave>/responses/<int:pk>/files/<int:file>/",
        reading.File.as_view(),
        name="file",
    ),
]
