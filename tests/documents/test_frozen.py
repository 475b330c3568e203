import json

import pytest

from kontor.documents import write
from kontor.documents.frozen import NotAReport, freeze, thaw
from tests.factories.reports import sample_report


def test_thaw_gives_back_the_report_that_was_frozen():
    report = sample_report(2)

    kept = json.loads(json.dumps(freeze(report)))

    assert thaw(kept) == report
    assert write(thaw(kept), "json") == write(report, "json")


@pytest.mark.parametrize(
    "kept",
    [
        None,
        3,
        "text",
        [],
        {},
        {"is": "Report"},
        {"is": "os"},
        {"is": "Heading", "text": "x"},
        {"is": "Strong", "code": 1},
    ],
)
def test_thaw_refuses_what_is_no_report(kept):
    with pytest.raises(NotAReport):
        thaw(kept)
