"""A database server that was restarted costs no reader an error."""

from unittest import skipUnless

import psycopg
from django.db import close_old_connections, connection

from cjo.test import CommittedTestCase


def end_connection() -> None:
    """End the connection of this thread from the server's side."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    options = {**connection.get_connection_params(), "cursor_factory": None}
    kept = {
        name: options[name] for name in ("dbname", "host", "user") if options.get(name)
    }
    with psycopg.connect(**kept) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [backend])


@skipUnless(connection.vendor == "postgresql", "SQLite has no server")
class RestartedServerTests(CommittedTestCase):
    def read(self) -> int:
        # a server does so before each request, and the test client does not
        close_old_connections()
        return self.client.get("/").status_code

    def test_the_next_reader_gets_the_page(self) -> None:
        self.assertEqual(self.read(), 200)
        end_connection()
        self.assertEqual(self.read(), 200)
