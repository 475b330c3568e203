"""What front/wiring.py plugs in, here with the reference data and a small importer of sources."""

import pytest

from kontor.hub.transfer import exporters, importers
from kontor.hub.transfer.kit import EXPORTERS, IMPORTERS
from tests.hub.transfer.making import SourcesForTest

KINDS = (importers.Countries, importers.Regions, importers.ProgrammeMemberships, SourcesForTest)
EXPORTED = (exporters.ExportCountries, exporters.ExportRegions, exporters.ExportProgrammeMemberships)


@pytest.fixture(autouse=True)
def wiring(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "documents"
    monkeypatch.setattr(IMPORTERS, "table", {each.kind: each for each in KINDS})
    monkeypatch.setattr(EXPORTERS, "table", {each.kind: each for each in EXPORTED})
