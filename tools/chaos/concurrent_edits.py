"""Editors who save the same rows at the same moment: nobody's words are lost unsaid.

    python -m tools.chaos.concurrent_edits --edits 500

Each round several processes open the same form, wait for each other, and save it by
the views of the desk. One of them may win; each other has to be told so, with its own
words on the page. Between such rounds each publishes a text of its own.
"""

import datetime as dt
import multiprocessing
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from tools.chaos.own_site import arguments, deadlocks, make_editor, own_site
from tools.chaos.result import Result, write_results

if TYPE_CHECKING:
    from django.contrib.auth.models import User

EDITORS = 6
PATIENCE = 120  # seconds that an editor waits for the others
_FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Form:
    """A form of the desk: a field to type a day into, and what is stored of it."""

    page: str
    name: str
    stored: Callable[[], Iterable[object]]
    typed: dict[str, str] = field(default_factory=dict)
    action: str = ""

    def is_lost(self, day: str) -> bool:
        return day not in map(str, self.stored())


class Save(NamedTuple):
    """A day that an editor typed, and how the desk answered."""

    round: int
    editor: int
    day: str
    status: int
    is_given_back: bool


def concurrent_edits(edits: int, editors: int = EDITORS) -> Result:
    """Let editors save at once; Django is set up on a database without texts."""
    users = [make_editor(f"editor-{number}") for number in range(editors)]
    forms = _forms(users)
    saves = _save_all(users, forms, rounds=-(-edits // editors))
    counts = Counter(_outcome(save) for save in saves)
    lost = counts["lost"] + _overwritten(saves, forms)
    failed, ended = counts["failed"], deadlocks()
    figures = (
        f"{counts['saved']} saved, {counts['refused']} refused with the words, "
        f"{lost} lost unsaid, {failed} answered 5xx, {ended} deadlocks"
    )
    return Result("concurrent edits", len(saves), lost + failed + ended, figures)


def _outcome(save: Save) -> str:
    if save.status >= 500:
        return "failed"
    if save.status == 302:
        return "saved"
    return "refused" if save.is_given_back else "lost"


def _overwritten(saves: list[Save], forms: list[list[Form]]) -> int:
    """Return how many saves were acknowledged and are gone, unseen by who came next."""
    saved = [save for save in saves if _outcome(save) == "saved"]
    lost = 0
    for place, sheets in enumerate(forms):
        of_form = [save for save in saved if save.round % len(forms) == place]
        if sheets[0] is sheets[-1]:
            # all had opened the same state: a second winner replaced the first
            lost += len(of_form) - len({save.round for save in of_form})
            of_form = of_form[-1:]
        lost += sum(sheets[save.editor].is_lost(save.day) for save in of_form)
    return lost


def _save_all(users: "list[User]", forms: list[list[Form]], rounds: int) -> list[Save]:
    from django.db import connections
    from django.test import Client

    sessions = []
    for user in users:
        client = Client()
        client.force_login(user)
        sessions.append(client.cookies["sessionid"].value)
    connections.close_all()  # no two processes may share one
    together, saves = _FORK.Barrier(len(users)), _FORK.Queue()
    workers = [
        _FORK.Process(
            target=_edit, args=(editor, session, forms, rounds, together, saves)
        )
        for editor, session in enumerate(sessions)
    ]
    for worker in workers:
        worker.start()
    done = [saves.get(timeout=PATIENCE) for _ in range(rounds * len(users))]
    for worker in workers:
        worker.join()
    return sorted(done)


def _edit(
    editor: int,
    session: str,
    forms: list[list[Form]],
    rounds: int,
    together: Any,
    saves: Any,
) -> None:
    """Save a form in each round, at the same moment as all others."""
    from django.core.wsgi import get_wsgi_application
    from webtest import TestApp

    environ = {"HTTP_HOST": "localhost", "REMOTE_ADDR": "127.0.0.1"}
    app = TestApp(get_wsgi_application(), extra_environ=environ)
    app.set_cookie("sessionid", session)
    for number in range(rounds):
        form = forms[number % len(forms)][editor]
        # every field of the desk can hold a day, be it a title or a date
        day = str(dt.date(1900, 1, 1) + dt.timedelta(number * len(forms[0]) + editor))
        page = app.get(form.page)
        sheet = next(f for f in page.forms.values() if form.name in f.fields)
        sheet.action = form.action or form.page
        for name, value in {**form.typed, form.name: day}.items():
            sheet[name].force_value(value)
        together.wait(PATIENCE)
        answer = sheet.submit(expect_errors=True)
        given_back = day in answer.text
        saves.put(Save(number, editor, day, answer.status_int, given_back))


def _forms(users: "list[User]") -> list[list[Form]]:
    """Return a form for each editor in turn: the same one, or one of an own text."""
    from django.urls import reverse

    from articles import publishing
    from articles.models import Article, Category, CategoryText, Edition, Version
    from cases import importing
    from cases.models import Court, CourtText

    chief = users[0]
    category = Category.objects.create(slug="courts")
    CategoryText.objects.create(category=category, language="en", name="Courts")
    names = {"en": {"name": "A court"}}
    importing.load_courts([{"slug": "a-court", "level": "high", "texts": names}], chief)
    court = Court.objects.get()

    def text(slug: str) -> Edition:
        article = publishing.create_article(
            by=chief, slug=slug, dated="1899-01-01", dated_precision="day"
        )
        # in one category, so that each publication counts and relates the others
        article.categories.add(category)
        edition = publishing.add_language(article, "en", by=chief)
        publishing.save_draft(edition, by=chief, title="A court opens", body="It did.")
        publishing.publish(edition, by=chief)
        return edition

    def page(model: str, pk: int) -> str:
        return reverse(f"admin:{model}_change", args=[pk])

    shared = text("shared")
    own = [text(f"own-{number}") for number in range(len(users))]
    titles = Version.objects.values_list("title", flat=True)
    same = [
        Form(
            page("articles_article", shared.article_id),
            "dated",
            Article.objects.values_list("dated", flat=True).all,
        ),
        Form(
            page("articles_edition", shared.pk),
            "title",
            Edition.objects.values_list("title", flat=True).all,
        ),
        Form(
            page("articles_category", category.pk),
            "texts-0-name",
            CategoryText.objects.values_list("name", flat=True).all,
        ),
        Form(
            page("cases_court", court.pk),
            "texts-0-name",
            CourtText.objects.values_list("name", flat=True).all,
            {"change": "update", "note": "It has another name."},
        ),
    ]
    publishing_own = [
        Form(
            page("articles_edition", edition.pk),
            "title",
            titles.filter(edition=edition).all,
            {"change": "typo"},
            reverse("admin:edition_publish", args=[edition.pk]),
        )
        for edition in own
    ]
    return [*([form] * len(users) for form in same), publishing_own]


def main() -> int:
    parser = arguments(__doc__)
    parser.add_argument("--edits", type=int, default=500)
    parser.add_argument("--editors", type=int, default=EDITORS)
    options = parser.parse_args()
    with own_site(options.database):
        return write_results(
            options.results, [concurrent_edits(options.edits, options.editors)]
        )


if __name__ == "__main__":
    sys.exit(main())
