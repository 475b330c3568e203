from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "kontor.hub.agreements"
    label = "agreements"

    def ready(self) -> None:
        from kontor.hub.agreements import permissions  # noqa: F401 - registers who may and who sees
