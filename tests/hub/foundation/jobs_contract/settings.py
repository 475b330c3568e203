"""The product's settings with the contract's jobs plugged in, short leases and a schedule that fires at once."""

from kontor.hub.settings import *  # noqa: F403
from kontor.hub.settings import INSTALLED_APPS, TASKS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.hub.foundation.jobs_contract.apps.ContractConfig"]
OPTIONS = {
    **TASKS["default"]["OPTIONS"],
    "LOCK_TIMEOUT": 6,
    "SCHEDULES": {"nightly": {"task": "kontor.hub.foundation.jobs.run.run_daily", "every": 3}},
}
TASKS = {"default": {**TASKS["default"], "OPTIONS": OPTIONS}}
