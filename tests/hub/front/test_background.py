"""Work in the background is known to every process, whatever else it has imported."""

import subprocess
import sys
from pathlib import Path

HUB = Path(__file__).parents[3] / "src" / "kontor" / "hub"
ASK = "import django, sys; django.setup(); print(*sorted(name for name in sys.modules if name.endswith('.tasks')))"


def test_the_tasks_of_every_area_are_registered_when_the_program_is_ready():
    areas = {f"kontor.hub.{file.parent.name}.tasks" for file in HUB.glob("*/tasks.py")}

    told = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True)

    assert areas - set(told.stdout.split()) == set()
