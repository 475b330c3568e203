from django.apps import AppConfig


class MatchmakingConfig(AppConfig):
    name = "kontor.hub.matchmaking"
    label = "matchmaking"

    def ready(self) -> None:
        from kontor.hub.matchmaking import permissions  # noqa: F401 - registers who may and who sees
