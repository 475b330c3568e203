"""Where the files of others are: read in place, never copied; tests are skipped where they are not there."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[3].parent / "shared"
SURVEYS = SHARED / "surveys"


def shared_file(*names: str) -> Path:
    path = SHARED.joinpath(*names)
    if not path.exists():
        pytest.skip(
            f"the files to test with are not beside this repository: ../shared/{'/'.join(names)} is absent"
        )
    return path
