from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "kontor.hub.strategy"
    label = "strategy"

    def ready(self) -> None:
        from kontor.hub.strategy import permissions  # noqa: F401 - registers who may and who sees
