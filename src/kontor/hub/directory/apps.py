from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "kontor.hub.directory"
    label = "directory"

    def ready(self) -> None:
        from kontor.hub.directory import permissions  # noqa: F401 - registers who may and who sees
