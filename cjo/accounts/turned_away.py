"""Whoever was turned away from the sign-in is answered without any work for a while."""

import time
from collections import OrderedDict
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

SECONDS = 10
ADDRESSES = 1_000


class TurnedAwayMiddleware:
    """Repeat the refusal that an address got, before anything is counted or rendered.

    A refused attempt costs 4 ms, ten times a stored page: a few guessers that go on
    would make readers wait.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._refusals: OrderedDict[str, tuple[float, bytes]] = OrderedDict()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or request.path_info != reverse("account_login"):
            return self.get_response(request)
        address = request.META["REMOTE_ADDR"]
        until, page = self._refusals.get(address, (0, b""))
        if time.time() < until:
            refusal = HttpResponse(page, status=429)
            refusal.headers["Retry-After"] = str(SECONDS)
            return refusal
        response = self.get_response(request)
        if response.status_code == 429:
            self._refusals[address] = time.time() + SECONDS, response.content
            self._refusals.move_to_end(address)
            while len(self._refusals) > ADDRESSES:
                self._refusals.popitem(last=False)
        return response
