from django.apps import AppConfig


class CountriesConfig(AppConfig):
    name = "kontor.hub.countries"
    label = "countries"

    def ready(self) -> None:
        from kontor.hub.countries import permissions  # noqa: F401 - registers who may and who sees
