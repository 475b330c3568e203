from django.apps import AppConfig


class TransferConfig(AppConfig):
    name = "kontor.hub.transfer"
    label = "transfer"

    def ready(self) -> None:
        from kontor.hub.transfer import permissions  # noqa: F401 - registers who may and who sees
