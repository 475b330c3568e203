from django.apps import AppConfig


class ScoreboardConfig(AppConfig):
    name = "kontor.hub.scoreboard"
    label = "scoreboard"

    def ready(self) -> None:
        from kontor.hub.scoreboard import permissions  # noqa: F401 - registers who may and who sees
