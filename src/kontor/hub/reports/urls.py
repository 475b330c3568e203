"""Addresses of this area. A report of a subject stands below it: /reports/<kind>/<subject>/."""

from django.urls import path, register_converter
from django.urls.converters import SlugConverter

from kontor.documents import FORMATS
from kontor.hub.reports import views


class FormatConverter(SlugConverter):
    """A format that reports are written in; every other word in its place is a subject."""

    regex = "|".join(FORMATS)


register_converter(FormatConverter, "report_format")

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
    path("<slug:kind>/<report_format:format>/", views.Download.as_view(), name="download"),
    path("<slug:kind>/<slug:subject>/", views.Show.as_view(), name="show_of"),
    path("<slug:kind>/<slug:subject>/freeze/", views.Freeze.as_view(), name="freeze_of"),
    path("<slug:kind>/<slug:subject>/sections/<slug:section>/", views.Section.as_view(), name="section_of"),
    path("<slug:kind>/<slug:subject>/<slug:format>/", views.Download.as_view(), name="download_of"),
]
