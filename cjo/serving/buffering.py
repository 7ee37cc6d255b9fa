"""Requests and answers held in memory, so that a slow client keeps no thread waiting.

The server reads the head of a request before it calls Python, and sends what it gets
as a list without Python. What is left are bodies, which it hands over as they arrive,
and answers in parts, of which it takes the next when the client has taken the last.
"""

from collections.abc import Iterable
from io import BytesIO
from threading import BoundedSemaphore
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication

# The largest form: a picture (PICTURE_MAX_BYTES) and its fields
MAX_BODY = 32 * 1024 * 1024
_READING = ("GET", "HEAD")
_TOLD = {
    "405": ("Allow", "GET, HEAD"),  # RFC 9110, section 15.5.6
    "503": ("Retry-After", "10"),
}
_REASONS = {
    "413": f"A form may have at most {MAX_BODY // 2**20} MB. Nothing was saved: go "
    "back, and send a smaller file or text.",
    "503": "Others send forms at this moment. Nothing was saved: go back, and send it "
    "again in some seconds.",
}


class Buffering:
    """Call an application with whole bodies, and return its answers whole.

    Only the desk has forms. Elsewhere a form is refused, and a body is not read: the
    server closes the connection after the answer. At most half the threads read bodies
    at any time, so that the other half is there for readers whatever is sent, and
    however slowly.
    """

    def __init__(self, application: WSGIApplication, threads: int) -> None:
        self._application = application
        self._turns = BoundedSemaphore(max(1, threads // 2))

    def __call__(
        self, environ: dict[str, Any], start_response: StartResponse
    ) -> Iterable[bytes]:
        length = _body_length(environ)
        for_desk = is_for_desk(environ)
        if not for_desk and environ["REQUEST_METHOD"] not in _READING:
            # at once: whoever is refused comes back, and readers would wait for Django
            return _refuse(start_response, "405 Method Not Allowed")
        if length > MAX_BODY:
            return _refuse(start_response, "413 Content Too Large")
        body = b""
        if length and for_desk:
            if not self._turns.acquire(blocking=False):
                return _refuse(start_response, "503 Service Unavailable")
            try:
                body = environ["wsgi.input"].read(length)
            finally:
                self._turns.release()
            if len(body) < length:  # the client has left
                return _refuse(start_response, "400 Bad Request")
        environ["wsgi.input"] = BytesIO(body)
        environ["CONTENT_LENGTH"] = str(len(body))
        return self._answer_whole(environ, start_response)

    def _answer_whole(
        self, environ: dict[str, Any], start_response: StartResponse
    ) -> list[bytes]:
        parts = self._application(environ, start_response)
        try:
            return [b"".join(parts)]
        finally:
            if hasattr(parts, "close"):
                parts.close()


def is_for_desk(environ: dict[str, Any]) -> bool:
    return str(environ["PATH_INFO"]).startswith("/admin/")


def _body_length(environ: dict[str, Any]) -> int:
    try:
        return max(0, int(environ.get("CONTENT_LENGTH") or 0))
    except ValueError:
        return 0


def _refuse(start_response: StartResponse, status: str) -> list[bytes]:
    code = status[:3]
    told = _REASONS.get(code, "")
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Connection", "close")]
    if code in _TOLD:
        headers.append(_TOLD[code])
    start_response(status, headers)
    return [f"{status}\n{told}\n".encode()]
