"""A finished answer, and the forms in which a client can ask for it."""

import gzip
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from typing import Any

import brotli
from django.utils.http import parse_etags, parse_http_date_safe

Header = tuple[str, str]
Answer = tuple[str, list[Header], bytes]

# A page that is a little longer than this, as a quick compression leaves it, is
# compressed with more care: with its style sheet it should come in the ten packets
# that a server sends before it waits (RFC 6928). Scripts of three bytes a sign need it.
_ONE_GO = range(10_240, 12_800)


def brotli_of(body: bytes) -> bytes:
    """Return the form in which most browsers get a page."""
    quick: bytes = brotli.compress(body, quality=6)
    if len(quick) not in _ONE_GO:
        return quick
    careful: bytes = brotli.compress(body, quality=10)
    return careful


# The shortest first
_COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "br": brotli_of,
    "gzip": partial(gzip.compress, compresslevel=6, mtime=0),
}
CODINGS = tuple(_COMPRESS)
_LEAST_COMPRESSED = 200  # bytes; shorter texts grow
_COMPRESSED_TYPES = re.compile(
    r"text/|application/(?:json|xml|javascript|[\w.-]+\+(?:json|xml))|image/svg"
)
_OF_CONTENT = frozenset({"content-type", "content-length", "content-encoding"})
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@dataclass
class StoredPage:
    """Status, headers and body of an answer, as Django made it without a coding.

    Of a page that is kept and compressed, only the compressed forms are: nearly all
    clients take one, and the body takes three quarters of the memory.
    """

    status: str
    headers: list[Header]
    body: bytes
    coded: dict[str, bytes] = field(default_factory=dict)
    state: str = ""  # of the site, in which it is true
    hits: int = 0

    @classmethod
    def made(cls, status: str, headers: list[Header], body: bytes) -> "StoredPage":
        kept = [pair for pair in headers if pair[0].lower() != "content-length"]
        return cls(status, kept, body)

    def finish(self, state: str) -> None:
        """Make it an answer for many: all its forms, and no id of a request."""
        self.state = state
        sent = self.headers
        self.headers = [pair for pair in sent if pair[0].lower() != "x-request-id"]
        if self._is_compressible:
            for coding in CODINGS:
                self._in(coding)
            self.body = b""

    def _in(self, coding: str) -> bytes:
        if not coding:
            return self.body or gzip.decompress(self.coded.get("gzip", b""))
        if coding not in self.coded:
            self.coded[coding] = _COMPRESS[coding](self.body)
        return self.coded[coding]

    @property
    def code(self) -> int:
        return int(self.status[:3])

    @property
    def size(self) -> int:
        """Return the bytes of memory that it takes, headers about counted."""
        return len(self.body) + sum(map(len, self.coded.values())) + 3000

    def header(self, name: str) -> str:
        wanted = name.lower()
        return next((text for key, text in self.headers if key.lower() == wanted), "")

    def answer(self, environ: dict[str, Any]) -> Answer:
        """Return the answer to a GET or HEAD with these headers (RFC 9110)."""
        if self.code == 200:
            if self._is_known_to(environ):
                return "304 Not Modified", self._heads["304"], b""
            if "HTTP_RANGE" in environ and (part := self._part(environ)):
                return part
        coding = ""
        if self._is_compressible:
            coding = best_coding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        if coding not in self._heads:
            self._heads[coding] = self._head(coding)
        body = b"" if environ["REQUEST_METHOD"] == "HEAD" else self._in(coding)
        return self.status, self._heads[coding], body

    @cached_property
    def _is_compressible(self) -> bool:
        if self.coded:
            return True
        type_ = self.header("Content-Type")
        is_long = len(self.body) >= _LEAST_COMPRESSED
        return is_long and bool(_COMPRESSED_TYPES.match(type_))

    @cached_property
    def _heads(self) -> dict[str, list[Header]]:
        """Return the headers of each form; those of a 304 have no content's."""
        whole = self._head("")
        told = [pair for pair in whole if pair[0].lower() not in _OF_CONTENT]
        return {"": whole, "304": told}

    def _head(self, coding: str) -> list[Header]:
        head = [pair for pair in self.headers if pair[0].lower() != "etag"]
        # for nginx, which takes it out: the site itself tells within a second
        if self.state:
            head.append(("X-Accel-Expires", "1"))
        if self.header("Content-Type").startswith("application/pdf"):
            head.append(("Accept-Ranges", "bytes"))
        if coding:
            head.append(("Content-Encoding", coding))
        head.append(("Content-Length", str(len(self._in(coding)))))
        if self._etag:
            # other bytes of the same page: a weak validator (RFC 9110, 8.8.1)
            head.append(("ETag", f"W/{self._etag}" if coding else self._etag))
        return head

    @cached_property
    def _etag(self) -> str:
        return self.header("ETag").removeprefix("W/")

    def _is_known_to(self, environ: dict[str, Any]) -> bool:
        """Return whether the client has this page (RFC 9110, 13.1.2 and 13.1.3)."""
        if "HTTP_IF_NONE_MATCH" in environ:
            named = environ["HTTP_IF_NONE_MATCH"]
            if not self._etag:
                return False
            if named.strip() == "*":
                return True
            return self._etag in {tag.removeprefix("W/") for tag in parse_etags(named)}
        if since := environ.get("HTTP_IF_MODIFIED_SINCE"):
            modified = parse_http_date_safe(self.header("Last-Modified"))
            asked = parse_http_date_safe(since)
            return modified is not None and asked is not None and modified <= asked
        return False

    def _part(self, environ: dict[str, Any]) -> Answer | None:
        """Return one range of an uncompressed body; None where all of it is sent."""
        match = _RANGE.fullmatch(environ["HTTP_RANGE"].strip())
        if self._is_compressible or environ["REQUEST_METHOD"] != "GET" or match is None:
            return None
        condition = environ.get("HTTP_IF_RANGE", "")
        if condition and condition not in (self._etag, self.header("Last-Modified")):
            return None
        first, last = match.groups()
        length = len(self.body)
        if first:
            start, end = int(first), min(int(last or length), length - 1)
        elif last:
            start, end = max(0, length - int(last)), length - 1
        else:
            return None
        if last and first and int(last) < int(first):
            return None
        heads = [pair for pair in self._heads[""] if pair[0] != "Content-Length"]
        if start >= length or end < start:
            unmet = [*heads, ("Content-Range", f"bytes */{length}")]
            return "416 Range Not Satisfiable", [*unmet, ("Content-Length", "0")], b""
        body = self.body[start : end + 1]
        heads += [
            ("Content-Range", f"bytes {start}-{end}/{length}"),
            ("Content-Length", str(len(body))),
        ]
        return "206 Partial Content", heads, body

    def to_bytes(self) -> bytes:
        """Return it as bytes: a line of JSON, then the body in each form."""
        bodies = [self.body, *self.coded.values()]
        head = {
            "status": self.status,
            "headers": self.headers,
            "codings": list(self.coded),
            "lengths": [len(body) for body in bodies],
        }
        return json.dumps(head).encode() + b"\n" + b"".join(bodies)

    @classmethod
    def from_bytes(cls, data: bytes) -> "StoredPage":
        line, _newline, rest = data.partition(b"\n")
        head = json.loads(line)
        bodies, at = [], 0
        for length in head["lengths"]:
            bodies.append(rest[at : at + length])
            at += length
        headers = [(name, text) for name, text in head["headers"]]
        coded = dict(zip(head["codings"], bodies[1:], strict=True))
        return cls(head["status"], headers, bodies[0], coded)


@lru_cache(maxsize=256)
def best_coding(accepted: str) -> str:
    """Return the coding that an Accept-Encoding header prefers; "" for none.

    RFC 9110, 12.5.3; of two that are as welcome, the shorter one is taken.
    """
    weights: dict[str, float] = {}
    for part in accepted[:1000].lower().split(","):
        name, _semicolon, rest = part.partition(";")
        weights[name.strip()] = _weight(rest)
    rest_weight = weights.get("*", 0.0)
    offers = [(weights.get(coding, rest_weight), coding) for coding in CODINGS]
    weight, coding = max(offers, key=lambda offer: offer[0])
    return coding if weight > 0 else ""


def _weight(parameter: str) -> float:
    name, _equals, value = parameter.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
