from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "kontor.hub.partnerships"
    label = "partnerships"

    def ready(self) -> None:
        from kontor.hub.partnerships import permissions  # noqa: F401 - registers who may and who sees
