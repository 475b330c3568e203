"""The service worker of a page that works without a network (decision 0017). An area gives it an address beside its page."""

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.generic import View

WORKER = Path(__file__).parent / "static" / "foundation" / "js" / "kept-page-worker.js"


class KeptPageWorker(View):
    """It lies beside the page and not under /static/, because a worker serves what lies below it."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, **values: str) -> HttpResponse:
        return HttpResponse(
            WORKER.read_bytes(), content_type="text/javascript", headers={"Cache-Control": "no-cache"}
        )
