from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "kontor.hub.partnerships"
    label = "partnerships"

    def ready(self) -> None:
        from kontor.hub.partnerships import permissions, tasks  # noqa: F401 - who may and sees; jobs by name
