"""Loads the demo files: new ones once, changed ones if asked, edited ones never.

A new site gets the files as they were before each change first, then the changes in
their order, so that it has the versions that a site of that time has.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group, User

from articles.permissions import EDITOR
from articles.publishing import effects
from cases.publishing import publish_outdated
from cjo.demo import acts, works
from cjo.demo.changes import ContentChange, History, changes_in, histories_of
from cjo.demo.files import CONTENT, ContentFile, DamagedFile, content_files
from cjo.demo.models import DemoFile
from cjo.demo.run import NEW_SITE, UNFOLLOWED, UNSETTLED, Report, Run, mark
from cjo.demo.steps import LOADER, STEPS, Step
from cjo.demo.translations import (
    TranslatedFile,
    add_languages,
    catalogues_in,
    is_open,
    languages_loaded,
)
from cjo.lib.turn import in_turn

FOLLOWED = "A source, court or law that it prints was changed."


def load(
    root: Path = CONTENT,
    *,
    update: bool = False,
    progress: Callable[[list[Callable[[], None]]], Iterable[Callable[[], None]]] = iter,
) -> Report:
    """Load the new files of a folder, each in a transaction.

    Rows that an editor changed are left alone. Files that changed are loaded again, and
    the changes of the content made, only with `update` and on a new site.
    """
    if not DemoFile.objects.exists():
        DemoFile.objects.create(path=NEW_SITE)
    is_new_site = DemoFile.objects.filter(path=NEW_SITE).exists()
    loaded = languages_loaded(root)
    run = Run(loader(), update or is_new_site, is_new_site, loaded)
    for job in progress(list(_jobs(root, run))):
        job()
    _finish(root, run)
    return run.report


def loader() -> User:
    """Return the user who publishes the demo; it has no password."""
    user, made = User.objects.get_or_create(username=LOADER)
    if made:
        user.set_unusable_password()
        user.save()
        user.groups.add(Group.objects.get_or_create(name=EDITOR)[0])
    return user


def _jobs(root: Path, run: Run) -> Iterator[Callable[[], None]]:
    """Yield the work: oldest states, then the changes, then the texts after them.

    Last come the languages with a catalogue, once the records have all their versions.
    """
    changes = changes_in(root)
    histories = histories_of(changes, content_files(root, *(s.pattern for s in STEPS)))
    catalogues = catalogues_in(root)
    late, last = [], []
    for step, path in _paths(root, histories):
        file = TranslatedFile(root, path, run.languages)
        load_file = partial(_load_file, step, file, run)
        if history := histories.get(path):
            yield partial(_load_oldest, step, history, run)
        elif step.holds == "text" and file.language in catalogues:
            last.append(load_file if is_open(file) else partial(_leave, file, run))
        elif changes and step.holds == "text" and _is_after(file, changes[0]):
            late.append(load_file)
        else:
            yield load_file
    for change in changes:
        yield partial(_make_change, change, histories, run)
    yield from late
    yield partial(add_languages, root, catalogues, run)
    yield from last


def _translated(file: ContentFile, run: Run) -> ContentFile:
    return TranslatedFile(file.root, file.path, run.languages)


def _leave(file: ContentFile, run: Run) -> None:
    run.report.closed.append(file.path)


def _paths(root: Path, histories: dict[str, History]) -> Iterator[tuple[Step, str]]:
    # In the order of STEPS, so that a file comes after those that it refers to
    seen: set[str] = set()
    for step in STEPS:
        former = {path for path in histories if step.is_for(path)}
        present = {file.path for file in content_files(root, step.pattern)}
        for path in sorted((former | present) - seen):
            seen.add(path)
            yield step, path


def _is_after(text: ContentFile, change: ContentChange) -> bool:
    """Return whether the article was written no sooner than the change was made.

    An older one was published before it, and shows the records of that time.
    """
    work = ContentFile(text.root, f"{text.path.rpartition('/')[0]}/work.yaml")
    try:
        dated = dt.date.fromisoformat(str(work.data.get("dated")))
        return dated >= change.dated
    except (ValueError, AttributeError, OSError, DamagedFile):
        return False  # undated; a damaged file is reported when it is loaded


def _load_oldest(step: Step, history: History, run: Run) -> None:
    known = DemoFile.objects.filter(path=history.path).first()
    if known is not None:
        if known.digest == history.digests[-1]:
            run.report.unchanged.append(history.path)
        return
    if not run.may_change:
        run.report.waiting.append(history.path)
        return
    change = history.changes[0]
    file = _translated(change.before[history.path], run)
    loader_of_state = step.loader(before_grades=change.is_before_grades)
    load = partial(loader_of_state, file, run.by)
    if run.attempt(partial(_load_and_mark, step, history.path, file, load), file):
        run.report.loaded.append(history.path)


def _load_file(step: Step, file: ContentFile, run: Run) -> None:
    report = run.report
    known = DemoFile.objects.filter(path=file.path).first()
    if known is not None:
        if known.digest == file.digest:
            report.unchanged.append(file.path)
            return
        # the rows are not as the loader left them: an editor changed them
        if step.is_edited(known, file):
            report.left_alone.append(file.path)
            return
        if not run.may_change:
            report.waiting.append(file.path)
            return
    load = partial(step.load, file, run.by)
    follows = step.holds == "reference" and not run.is_new_site
    marks = [UNSETTLED, UNFOLLOWED] if follows else [UNSETTLED]
    if run.attempt(partial(_load_and_mark, step, file.path, file, load, marks), file):
        (report.updated if known else report.loaded).append(file.path)


def _make_change(
    change: ContentChange, histories: dict[str, History], run: Run
) -> None:
    """Make a change of files that are still as they were before it."""
    files = []
    for path in change.before:
        history = histories[path]
        step = next((step for step in STEPS if step.is_for(path)), None)
        known = DemoFile.objects.filter(path=path).first()
        if step is None or not (step.holds and step.holds != "reference"):
            run.report.refused.append(f"{change.file.path}: {path} has no versions.")
        elif known is None:
            continue  # waiting or refused
        elif history.place_of(known.digest) != history.changes.index(change):
            continue
        elif step.is_edited(known, change.before[path]):
            run.report.left_alone.append(path)
        elif not run.may_change:
            run.report.waiting.append(path)
        else:
            after = history.after(change)
            files.append(
                acts.ChangedFile(step, path, after and _translated(after, run))
            )
    for group in acts.groups_of(files):
        if run.attempt(partial(_make_and_mark, change, group, run.by), change.file):
            run.report.updated.extend(file.path for file in group)


@in_turn
def _make_and_mark(
    change: ContentChange, group: Sequence[acts.ChangedFile], by: User
) -> None:
    with _texts_kept(file.path for file in group):
        acts.make(change, group, by)
    for file in group:
        mark(file.step, file.path, file.after)


@in_turn
def _load_and_mark(
    step: Step,
    path: str,
    file: ContentFile,
    load: Callable[[], Any],
    marks: Sequence[str] = (UNSETTLED,),
) -> None:
    with _texts_kept([path]):
        load()
    mark(step, path, file, marks)


@contextmanager
def _texts_kept(paths: Iterable[str]) -> Iterator[None]:
    """Keep the texts of works as loaded: a new byline publishes them, and no editor.

    A text that an editor changed before stays marked as such.
    """
    kept: list[tuple[Step, DemoFile, ContentFile]] = []
    for folder, _slash, name in (path.rpartition("/") for path in paths):
        texts = DemoFile.objects.filter(path__startswith=f"{folder}/")
        for known in texts.filter(path__endswith=".md") if name == "work.yaml" else ():
            step = next(step for step in STEPS if step.is_for(known.path))
            text = ContentFile(CONTENT, known.path)
            if not step.is_edited(known, text):
                kept.append((step, known, text))
    yield
    for step, known, text in kept:
        known.state = step.state(text)
        known.save(update_fields=["state"])


def _finish(root: Path, run: Run) -> None:
    """Do what waits for all files, and remove the mark of each part that is done."""
    marks = set(DemoFile.objects.values_list("path", flat=True))
    if UNFOLLOWED in marks:
        run.attempt(partial(_follow, run.by), ContentFile(root, "sources"))
    if UNSETTLED in marks:
        _settle(root, run)
    if not run.report.refused:
        DemoFile.objects.filter(path=NEW_SITE).delete()


@in_turn
def _follow(by: User) -> None:
    """Publish the records that print a source, court, law or cause that changed."""
    publish_outdated(by=by, note=FOLLOWED)
    DemoFile.objects.filter(path=UNFOLLOWED).delete()


@in_turn
def _settle(root: Path, run: Run) -> None:
    """Derive chosen related items, counts and other related items from all files."""
    for step in STEPS:
        for file in content_files(root, step.pattern):
            if step.holds == "work" and step.state(file):
                # it may name an article that waits with the files it needs
                run.attempt(partial(works.load_chosen, file, run.by), file)
    effects.refresh_everything()
    if not run.report.refused:
        DemoFile.objects.filter(path=UNSETTLED).delete()
