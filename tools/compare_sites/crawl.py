"""Ask a checkout for its public addresses."""

import datetime as dt
import html
import os
import re
import sys
import tempfile
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urljoin, urlsplit

import lxml.etree
import lxml.html

from .database import addresses_kept, frozen_rows
from .starts import STARTS, questions
from .store import Dump, Page, plain_name

# The clock is stopped: a page may print the day on which it was made
NOW = dt.datetime(2026, 12, 1, 4, 0, tzinfo=dt.UTC)
MOST_PARAMETERS = 2  # a list with nine filters has more combinations than readers
MOST_VERSIONS = 12  # a withdrawn text answers under any number
HEADERS = (
    "Location",
    "Link",
    "Cache-Control",
    "Surrogate-Key",
    "Content-Language",
    "Content-Disposition",
    "Content-Security-Policy",
    "Last-Modified",
    "Retry-After",
    "Vary",
    "X-Robots-Tag",
)
# The desk belongs to editors
LEFT_OUT = ("/admin", "/preview")
# Languages that are not ready answer alike: Arabic is asked for all of them
LANGUAGES = ("zh-hans", "ar")
# The endings of the address of a text or record, and of each of its versions
_CITED = ("/cite", "/cite.txt", "/cite.bib", "/cite.ris", "/cite.json")
FORMS = {
    "a": (".pdf", ".md", ".json", "/history", *_CITED),
    "p": (".json", "/history"),
    "cases": _CITED,
    "cases/collections": _CITED,
    "cases/overviews": (".csv", ".json", *_CITED),
}
_LANGUAGE = re.compile(r"/([a-z]{2}(?:-[a-z]{4})?)/.")
_WORK = re.compile(
    r"(?:/[a-z]{2}(?:-[a-z]{4})?)?/(a|p|cases(?:/collections|/overviews)?)/[a-z0-9-]+"
)
_NO_WORK = re.compile(r"/cases/(?:number|sources|collections|overviews)$")
_VERSION = re.compile(r"(.+)/v/([1-9][0-9]*)")
_IN_STYLE = re.compile(r"url\([\"']?([^\"')]+)[\"']?\)")


def dump(target: Path, *, seeds: Path | None, site_url: str | None) -> None:
    """Ask the checkout in this folder for every address, and keep the answers."""
    known = Dump.read(seeds).pages if seeds else {}
    # a static file is known here without the hash that it has on a page
    asked = [address for address in known if not address.startswith("/static/")]
    with tempfile.TemporaryDirectory(prefix="compare-sites-") as folder:
        # each PDF is made anew, by the code that is looked at
        os.environ["PDF_ROOT"] = folder
        own_url = _start_django()
        visit = _Visit(site_url or own_url)
        visit.follow([*STARTS, *questions(), *addresses_kept(), *asked])
        site = Dump(visit.pages, list(frozen_rows()))
    if site.pages["/"].status != 200:
        sys.exit("The front page does not answer: are the static files collected?")
    site.write(target)
    states = Counter(page.status for page in site.pages.values())
    counts = ", ".join(
        f"{number} × {status}" for status, number in sorted(states.items())
    )
    print(f"{target}: {len(site.pages)} addresses ({counts})")
    print(f"{len(site.frozen)} frozen rows")


def _start_django() -> str:
    """Load the settings that manage.py names, stop the clock; return SITE_URL."""
    sys.path.insert(0, str(Path.cwd()))
    manage = Path("manage.py")
    if not manage.is_file():
        sys.exit("Call this in the folder of a checkout, next to manage.py.")
    named = re.search(r'"DJANGO_SETTINGS_MODULE", "([\w.]+)"', manage.read_text())
    if named is None:
        sys.exit("manage.py names no DJANGO_SETTINGS_MODULE.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", named[1])
    import django
    from django.conf import settings
    from django.utils import timezone

    django.setup()
    timezone.now = lambda: NOW
    return str(settings.SITE_URL)


class _Visit:
    """Asks for addresses, and for those that the answers lead to."""

    def __init__(self, site_url: str) -> None:
        from django.test import Client

        self.site_url = site_url.rstrip("/")
        self.client = Client(
            raise_request_exception=False, SERVER_NAME=urlsplit(site_url).hostname
        )
        self.pages: dict[str, Page] = {}
        self._seen: set[str] = set()
        self._waiting: deque[str] = deque()

    def follow(self, starts: Iterable[str]) -> None:
        for start in starts:
            self._add(start)
        while self._waiting:
            address = self._waiting.popleft()
            page = self._ask(address)
            self.pages[page.address] = page
            for target in self._led_to(page, address):
                if _is_wanted(target):
                    self._add(target)
            if len(self.pages) % 500 == 0:
                print(f"{len(self.pages)} asked, {len(self._waiting)} wait", flush=True)

    def _add(self, address: str) -> None:
        address = address.partition("#")[0]
        if plain_name(address) not in self._seen:
            self._seen.add(plain_name(address))
            self._waiting.append(address)

    def _ask(self, address: str) -> Page:
        answer = self.client.get(address)
        if answer.status_code == 503:  # a PDF took too long on a busy machine
            answer = self.client.get(address)
        body = answer.getvalue()
        answer.close()
        return Page(
            plain_name(address),
            answer.status_code,
            answer.headers.get("Content-Type", ""),
            {name: answer.headers[name] for name in HEADERS if name in answer.headers},
            body,
        )

    def _led_to(self, page: Page, address: str) -> Iterator[str]:
        """Yield the addresses that a page names, and unnamed ones below it."""
        for link in _links_in(page, self.site_url):
            yield self._own(urljoin(self.site_url + address, link))
        if "Location" in page.headers:
            yield self._own(urljoin(self.site_url + address, page.headers["Location"]))
        if "?" not in address and page.status in (200, 410):
            yield from _beneath(address)

    def _own(self, address: str) -> str:
        """Return the path of an address of this site; of another, nothing."""
        if address.startswith(f"{self.site_url}/"):
            return address.removeprefix(self.site_url)
        return ""


def _is_wanted(address: str) -> bool:
    if not address.startswith("/") or address.startswith(LEFT_OUT):
        return False
    if len(parse_qsl(urlsplit(address).query)) > MOST_PARAMETERS:
        return False
    language = _LANGUAGE.match(address)
    return language is None or language[1] in LANGUAGES


def _links_in(page: Page, site_url: str) -> Iterator[str]:
    """Yield every address in a body, in its order."""
    if page.kind == "html":
        tree = lxml.html.document_fromstring(page.body or b"<p>")
        for element in tree.iter(lxml.etree.Element):
            for name in ("href", "src", "action"):
                if element.get(name):
                    yield element.get(name)
            for picture in element.get("srcset", "").split(","):
                yield picture.strip().partition(" ")[0]
            if element.get("content", "").startswith(f"{site_url}/"):
                yield element.get("content")
    elif page.address.endswith(".css"):
        yield from _IN_STYLE.findall(page.text)
    elif page.kind in ("feed", "sitemap", "other", "json", "markdown"):
        for url in re.findall(re.escape(site_url) + r"/[^\s\"'<>()\\\]}]*", page.text):
            yield html.unescape(url).rstrip(".,;")


def _beneath(address: str) -> Iterator[str]:
    """Yield the other forms of a text or record, and its versions up to the last.

    A version that answers leads to the next: those withdrawn have no links.
    """
    version = _VERSION.fullmatch(address)
    work = _WORK.fullmatch(version[1] if version else address)
    if work is None or _NO_WORK.search(work[0]):
        return
    for form in FORMS[work[1]]:
        yield f"{address}{form}"
    following = int(version[2]) + 1 if version else 1
    if following <= MOST_VERSIONS:
        yield f"{work[0]}/v/{following}"
