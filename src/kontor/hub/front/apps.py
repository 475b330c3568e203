from django.apps import AppConfig


class FrontConfig(AppConfig):
    name = "kontor.hub.front"
    label = "front"

    def ready(self) -> None:
        from kontor.hub.front import wiring

        wiring.connect()
