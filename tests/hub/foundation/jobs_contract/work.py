"""What the workers of the contract test do. Each writes a line to a file, so that the test sees what happened."""

import os
import time
from pathlib import Path

from kontor.hub.foundation.jobs import Done, daily, job
from kontor.hub.foundation.refusal import Refusal


def note(word):
    with Path(os.environ["CONTRACT_NOTES"]).open("a") as file:
        file.write(f"{word}\n")


@job("contract.quick")
def quick(progress, owner_id, *, word):
    note(f"quick {word}")
    return Done(f"done {word}")


@job("contract.slow")
def slow(progress, owner_id, *, seconds):
    note("slow begins")
    progress.expect(seconds * 10)
    for _ in range(seconds * 10):
        progress.advance()
        time.sleep(0.1)
    note("slow ends")
    return Done("slow")


@job("contract.failing")
def failing(progress, owner_id):
    note("failing")
    raise ValueError("on purpose")


@job("contract.refusing")
def refusing(progress, owner_id):
    note("refusing")
    raise Refusal("The file has no rows.")


@daily("contract")
def nightly():
    note("nightly")
