"""Migrations that fill columns, with published rows in the tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from articles.permissions import EDITOR
from cases import importing
from cases.models import Case
from cases.tests.world import COURTS, LAWS, SOURCES, case_data
from cjo.test import CommittedTestCase, make_user


@contextmanager
def migrated_back(name: str) -> Iterator[Any]:
    """Yield the models as they were at a migration; then migrate to the newest."""
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    executor.migrate([("cases", name)])
    try:
        yield executor.loader.project_state([("cases", name)]).apps
    finally:
        MigrationExecutor(connection).migrate(newest)


class MigrationTests(CommittedTestCase):
    def load(self, slug: str, by: str = "mei") -> None:
        user = self.mei if by == "mei" else make_user(by, EDITOR)
        importing.load_case(case_data(slug, case_number=""), user, imported=False)

    def setUp(self) -> None:
        super().setUp()
        importing.load_sources(SOURCES, self.mei)
        importing.load_courts(COURTS, self.mei)
        importing.load_laws(LAWS, self.mei)

    def test_a_record_was_imported_if_the_loader_published_it_first(self) -> None:
        self.load("from-a-file", by="demo")
        self.load("written-here")
        with migrated_back("0007_withdrawal"):
            pass
        imported = Case.objects.order_by("slug").values_list("slug", "imported")
        self.assertEqual(
            list(imported), [("from-a-file", True), ("written-here", False)]
        )
