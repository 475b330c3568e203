"""Addresses of the floor itself: theme, language, style page, audit trail."""

from django.urls import path
from django.views.i18n import set_language

from kontor.hub.foundation.history_page import Audit
from kontor.hub.foundation.pages import set_theme
from kontor.hub.foundation.style_page import StylePage

app_name = "foundation"
urlpatterns = [
    path("style/", StylePage.as_view(), name="style_page"),
    path("audit/", Audit.as_view(), name="audit"),
    path("theme/", set_theme, name="set_theme"),
    path("language/", set_language, name="set_language"),
]
