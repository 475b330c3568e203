from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "kontor.hub.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from kontor.hub.accounts import (
            adapter,
            permissions,  # noqa: F401 - registers who may and who sees
        )

        adapter.connect()
