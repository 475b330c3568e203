from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "kontor.hub.evidence"
    label = "evidence"

    def ready(self) -> None:
        from kontor.hub.evidence import permissions  # noqa: F401 - registers who may and who sees
