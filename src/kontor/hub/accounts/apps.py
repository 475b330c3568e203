from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "kontor.hub.accounts"
    label = "accounts"

    def ready(self) -> None:
        from kontor.hub.accounts import permissions  # noqa: F401 - registers who may and who sees
