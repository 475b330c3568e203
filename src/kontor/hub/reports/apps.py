from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "kontor.hub.reports"
    label = "reports"

    def ready(self) -> None:
        from kontor.hub.reports import permissions  # noqa: F401 - registers who may and who sees
