"""Pages that belong to no single area: home, and the search over everything."""

from django.utils import timezone

from kontor.hub.foundation.pages import PageView
from kontor.hub.front.finding import FoundPage, find_everything
from kontor.hub.front.home import HomePage, home


class Home(PageView):
    """Arrive: what there is, and what waits for the reader."""

    template_name = "front/home.html"

    def load(self) -> HomePage:
        return home(self.actor, timezone.localdate())


class Search(PageView):
    """Find anything by words."""

    template_name = "front/search.html"

    def load(self) -> FoundPage:
        return find_everything(self.actor, self.request.GET.get("q", "").strip()[:200])
