"""Addresses of this area."""

from django.urls import path

from kontor.hub.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.Catalogue.as_view(), name="catalogue"),
    path("frozen/<int:pk>/", views.ShowSnapshot.as_view(), name="snapshot"),
    path("frozen/<int:pk>/discard/", views.Discard.as_view(), name="discard"),
    path(
        "frozen/<int:pk>/sections/<slug:section>/", views.SnapshotSection.as_view(), name="snapshot_section"
    ),
    path("frozen/<int:pk>/<slug:format>/", views.DownloadSnapshot.as_view(), name="download_snapshot"),
    path("<slug:kind>/", views.Show.as_view(), name="show"),
    path("<slug:kind>/freeze/", views.Freeze.as_view(), name="freeze"),
    path("<slug:kind>/sections/<slug:section>/", views.Section.as_view(), name="section"),
    path("<slug:kind>/<slug:format>/", views.Download.as_view(), name="download"),
]
