from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "kontor.hub.surveys"
    label = "surveys"

    def ready(self) -> None:
        from kontor.hub.surveys import permissions  # noqa: F401 - registers who may and who sees
