from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "kontor.hub.foundation"
    label = "foundation"
