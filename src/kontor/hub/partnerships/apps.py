from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "kontor.hub.partnerships"
    label = "partnerships"

    def ready(self) -> None:
        from kontor.hub.partnerships import tasks  # noqa: F401 - jobs by name
        from kontor.hub.partnerships.permissions import invitations  # noqa: F401 - who may and sees
