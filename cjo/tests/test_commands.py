"""The commands of the site as a whole."""

import socket
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from articles.models import AuditEntry
from articles.permissions import can_publish
from cjo.management.commands.make_editor import somebody_can_sign_in
from cjo.management.commands.run import answers, refuse_taken
from cjo.test import BaseTestCase


def output_of(name: str, *arguments: str) -> str:
    out = StringIO()
    call_command(name, *arguments, stdout=out, stderr=out)
    return out.getvalue()


class MakeEditorTests(BaseTestCase):
    def test_it_makes_an_account_that_publishes(self) -> None:
        output = output_of("make_editor")
        editor = User.objects.get(username="editor")
        self.assertTrue(can_publish(editor))
        self.assertFalse(editor.is_superuser)
        self.assertTrue(editor.check_password(output.split("\n")[0].split(" ")[-1]))

    def test_it_makes_a_new_password_for_the_same_account(self) -> None:
        first, second = output_of("make_editor"), output_of("make_editor")
        self.assertNotEqual(first, second)
        self.assertEqual(User.objects.filter(username="editor").count(), 1)

    def test_whoever_lost_the_second_factor_comes_in_again(self) -> None:
        output_of("make_editor")
        editor = User.objects.get(username="editor")
        RecoveryCodes.activate(editor)
        output_of("make_editor")
        self.assertFalse(Authenticator.objects.exists())
        entry = AuditEntry.objects.about(User, editor.pk).latest("pk")
        self.assertIn("make_editor", entry.message)

    def test_the_account_opens_the_desk(self) -> None:
        password = output_of("make_editor").split("\n")[0].split(" ")[-1]
        self.assertTrue(self.client.login(username="editor", password=password))
        self.assertEqual(self.client.get("/admin/").status_code, 200)

    def test_an_account_without_a_password_does_not_count_as_an_editor(self) -> None:
        User.objects.all().delete()
        importer = User.objects.create_user("importer", is_staff=True)
        self.assertFalse(importer.has_usable_password())
        self.assertFalse(somebody_can_sign_in())
        output_of("make_editor")
        self.assertTrue(somebody_can_sign_in())


class RunTests(BaseTestCase):
    def test_a_port_in_use_is_one_sentence(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            with self.assertRaisesMessage(CommandError, f"Port {port} is in use"):
                refuse_taken(port)

    def test_an_impossible_port_is_one_sentence(self) -> None:
        for port in (0, 65536, -1):
            with self.assertRaisesMessage(CommandError, "PORT has to lie between"):
                refuse_taken(port)

    def test_a_free_port_is_let_through_and_nobody_answers_there(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        refuse_taken(port)
        self.assertFalse(answers(port))


def test_restoring_nothing_is_one_sentence() -> None:
    with pytest.raises(CommandError, match="There is no file given"):
        call_command("restore", "")
