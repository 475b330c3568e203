from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "kontor.hub.foundation"
    label = "foundation"

    def ready(self) -> None:
        from kontor.hub.foundation import permissions  # noqa: F401 - registers who sees
