"""Addresses of this area."""

from django.urls import path

from kontor.hub.evidence.views import documents, sources

app_name = "evidence"
urlpatterns = [
    path("sources/", sources.Sources.as_view(), name="sources"),
    path("sources/add/", sources.AddSource.as_view(), name="add_source"),
    path("sources/<slug:key>/", sources.ShowSource.as_view(), name="show_source"),
    path("sources/<slug:key>/edit/", sources.EditSource.as_view(), name="edit_source"),
    path("documents/", documents.Documents.as_view(), name="documents"),
    path("documents/upload/", documents.UploadDocument.as_view(), name="upload_document"),
    path("documents/<int:pk>/", documents.ShowDocument.as_view(), name="show_document"),
    path("documents/<int:pk>/edit/", documents.EditDocument.as_view(), name="edit_document"),
    path("documents/<int:pk>/withdraw/", documents.WithdrawDocument.as_view(), name="withdraw_document"),
    path("documents/<int:pk>/download/", documents.Download.as_view(), name="download"),
]
