from django.apps import AppConfig


class MissionsConfig(AppConfig):
    name = "kontor.hub.missions"
    label = "missions"

    def ready(self) -> None:
        from kontor.hub.missions.permissions import calls  # noqa: F401 - registers who may and who sees, as its package does
