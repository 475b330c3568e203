"""How many requests are taken in a time: of a person, or of an address."""

import time

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja.throttling import SimpleRateThrottle


class ActorThrottle(SimpleRateThrottle):
    """So many requests a minute for each person, whatever her tokens; for visitors, for each address."""

    def __init__(self, rate: str, for_visitors: str) -> None:
        super().__init__(rate)
        self.timer = time.time
        self.visitors = self.parse_rate(for_visitors)
        self.people = self.parse_rate(rate)

    def get_cache_key(self, request: HttpRequest) -> str:
        person = request.auth.user_id
        self.num_requests, self.duration = self.people if person else self.visitors
        return f"api-{person}" if person else f"api-visitor-{address_of(request)}"


class AddressThrottle(SimpleRateThrottle):
    """So many requests for one `purpose` from one address, such as 300/h: many people of one event share an address."""

    def __init__(self, purpose: str, rate: str) -> None:
        super().__init__(rate)
        self.timer = time.time
        self.purpose = purpose

    def get_cache_key(self, request: HttpRequest) -> str:
        return f"{self.purpose}-{address_of(request)}"


class HolderThrottle(SimpleRateThrottle):
    """So many requests for one `purpose` from the holder of one link, wherever she is: 2,000 people of an event share an address."""

    def __init__(self, purpose: str, rate: str, holder: str) -> None:
        super().__init__(rate)
        self.timer = time.time
        self.key = f"{purpose}-{holder}"

    def get_cache_key(self, request: HttpRequest) -> str:
        return self.key


def address_of(request: HttpRequest) -> str:
    """Where a visitor asks from. Those whose address the server was not told, as behind a socket, count as one."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return "unknown"
