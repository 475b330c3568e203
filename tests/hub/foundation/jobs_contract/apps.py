from django.apps import AppConfig


class ContractConfig(AppConfig):
    name = "tests.hub.foundation.jobs_contract"
    label = "jobs_contract"

    def ready(self):
        from tests.hub.foundation.jobs_contract import work  # noqa: F401 - registers the jobs
