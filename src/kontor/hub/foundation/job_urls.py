"""Addresses of background jobs."""

from django.urls import path

from kontor.hub.foundation import job_pages

app_name = "jobs"
urlpatterns = [
    path("<uuid:pk>/", job_pages.ShowJob.as_view(), name="show"),
    path("<uuid:pk>/cancel/", job_pages.CancelJob.as_view(), name="cancel"),
]
