"""`manage.py doctor` names what is wrong with an installation, and how to mend it."""

import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from django.conf import settings
from django.core.checks import CheckMessage
from django.core.management import CommandError, call_command
from django.test import SimpleTestCase, override_settings

from cjo.doctor import accounts, address, database, diagnosis, files
from cjo.lib.backups.manifest import UNFINISHED
from cjo.lib.catalogues import po_path
from cjo.test import BaseTestCase


def ids(messages: list[CheckMessage]) -> list[str]:
    return [str(message.id) for message in messages]


@contextmanager
def as_nobody() -> Iterator[None]:
    """Give up root's right to write everywhere, for a while."""
    own = os.geteuid()
    if own == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(own)


class FileTests(SimpleTestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def collect(self, **paths: str) -> None:
        manifest = {"version": "1.1", "paths": paths}
        (self.folder / files.MANIFEST).write_text(json.dumps(manifest))

    def test_it_finds_a_folder_that_cannot_be_written(self) -> None:
        self.folder.chmod(0o555)
        with override_settings(PDF_ROOT=self.folder), as_nobody():
            messages = files.folders_can_be_written()
        (message,) = [each for each in messages if str(self.folder) in each.msg]
        self.assertIn("cannot be written: Permission denied.", message.msg)

    def test_it_writes_nothing_that_stays(self) -> None:
        with override_settings(PDF_ROOT=self.folder):
            self.assertEqual(files.folders_can_be_written(), [])
        self.assertEqual([*self.folder.iterdir()], [])

    def test_it_finds_what_a_killed_restore_has_left(self) -> None:
        with override_settings(MEDIA_ROOT=self.folder):
            self.assertEqual(files.no_restore_was_interrupted(), [])
            left = self.folder / UNFINISHED
            left.mkdir()
            (message,) = files.no_restore_was_interrupted()
        self.assertIn(str(left), message.msg)

    def test_it_finds_a_full_disk(self) -> None:
        for free, found in ((2**40, []), (2**29, ["cjo.W102"]), (2**10, ["cjo.E102"])):
            usage = mock.Mock(free=free)
            with mock.patch("shutil.disk_usage", return_value=usage):
                self.assertEqual(ids(files.disk_has_room()), found)

    def test_it_finds_style_sheets_that_are_missing_or_damaged(self) -> None:
        manifest = self.folder / files.MANIFEST
        with override_settings(STATIC_ROOT=self.folder):
            for content in ("", "{", "[]", '{"paths": 1}', '{"paths": {"a": "b"}}'):
                manifest.write_text(content)
                found = ids(files.static_files_are_collected())
                self.assertEqual(found, ["cjo.E103"], content)
            manifest.unlink()
            self.assertEqual(ids(files.static_files_are_collected()), ["cjo.E103"])

    def test_it_finds_style_sheets_of_a_former_code(self) -> None:
        self.collect()
        with override_settings(STATIC_ROOT=self.folder):
            self.assertEqual(ids(files.static_files_are_collected()), ["cjo.W103"])

    def test_it_finds_catalogues_of_a_former_code(self) -> None:
        with override_settings(LOCALE_PATHS=[self.folder, self.folder / "desk"]):
            source = po_path("zh-hans")
            source.parent.mkdir(parents=True)
            for name in (source, source.with_suffix(".mo")):
                name.touch()
            self.assertEqual(files.catalogues_are_compiled(), [])
            os.utime(source.with_suffix(".mo"), (0, 0))
            self.assertEqual(ids(files.catalogues_are_compiled()), ["cjo.W104"])

    def test_it_finds_missing_fonts(self) -> None:
        self.assertEqual(files.fonts_are_installed(), [])
        with mock.patch.object(
            files, "missing_packages", lambda: ("fontpkg_noto_serif",)
        ):
            (message,) = files.fonts_are_installed()
        self.assertEqual(message.id, "cjo.E105")
        self.assertIn("fontpkg-noto-serif", message.msg)

    def test_it_names_missing_fonts_of_languages_that_are_open(self) -> None:
        with mock.patch.object(
            files, "missing_packages", lambda: ("fontpkg_amiri", "pylopdf_fonts_th")
        ):
            with override_settings(LANGUAGES_READY=["en", "th"]):
                (message,) = files.fonts_are_installed()
                self.assertEqual(message.id, "cjo.W105")
                self.assertIn("pylopdf-fonts-th for Thai", message.msg)
                self.assertNotIn("amiri", message.msg)
            with override_settings(LANGUAGES_READY=["en", "zh-hans"]):
                self.assertEqual(files.fonts_are_installed(), [])

    def test_it_finds_that_there_is_no_backup(self) -> None:
        with override_settings(BACKUP_DIR=self.folder / "none"):
            self.assertEqual(ids(files.last_backup_is_recent()), ["cjo.W106"])


class AddressTests(SimpleTestCase):
    def test_it_finds_an_address_that_is_none_of_a_site(self) -> None:
        for url in ("observer.example", "https://observer.example/news", "ftp://a.b"):
            with override_settings(SITE_URL=url):
                self.assertEqual(ids(address.site_url_is_an_origin()), ["cjo.E301"])

    def test_it_finds_that_the_site_would_refuse_its_own_name(self) -> None:
        with override_settings(SITE_HOST="a.example", ALLOWED_HOSTS=["b.example"]):
            self.assertEqual(ids(address.site_host_is_allowed()), ["cjo.E302"])
        with override_settings(SITE_HOST="a.example", ALLOWED_HOSTS=[".example"]):
            self.assertEqual(address.site_host_is_allowed(), [])

    def test_it_finds_that_no_proxy_is_named(self) -> None:
        with override_settings(HTTPS=True, BEHIND_PROXY=False):
            self.assertEqual(ids(address.proxy_is_named()), ["cjo.W303"])
        proxies = {"HTTPS": True, "BEHIND_PROXY": True, "TRUSTED_PROXIES": []}
        with override_settings(**proxies):
            self.assertEqual(ids(address.proxy_is_named()), ["cjo.W303"])
        with override_settings(**{**proxies, "TRUSTED_PROXIES": ["127.0.0.1"]}):
            self.assertEqual(address.proxy_is_named(), [])

    def test_it_finds_a_contact_that_is_nobody_on_the_open_net(self) -> None:
        with override_settings(CONTACT_EMAIL="editors@example.org"):
            self.assertEqual(address.contact_is_ours(), [])
            with override_settings(HTTPS=True):
                self.assertEqual(ids(address.contact_is_ours()), ["cjo.W304"])


class DataTests(BaseTestCase):
    def test_it_finds_that_the_table_for_sign_ins_is_missing(self) -> None:
        table = {**settings.CACHES["default"], "LOCATION": "nowhere"}
        with override_settings(CACHES={"default": table}):
            self.assertEqual(ids(database.cache_table_exists()), ["cjo.E203"])

    def test_it_finds_html_of_a_former_code(self) -> None:
        self.make_published()
        self.assertEqual(database.renderings_are_of_this_code(), [])
        with mock.patch.object(database, "RENDERER", -1):
            (message,) = database.renderings_are_of_this_code()
        self.assertIn("The HTML of 1 published texts", message.msg)

    @override_settings(SECOND_FACTOR_REQUIRED=True)
    def test_it_names_who_publishes_without_a_second_factor(self) -> None:
        (message,) = accounts.publishers_have_a_second_factor()
        self.assertIn("mei", message.msg)
        self.assertNotIn("omar", message.msg)

    def test_it_finds_that_nobody_can_sign_in(self) -> None:
        self.assertEqual(accounts.somebody_can_sign_in(), [])
        type(self.mei).objects.update(is_staff=False)
        self.assertEqual(ids(accounts.somebody_can_sign_in()), ["cjo.W206"])


class CommandTests(BaseTestCase):
    def diagnose(self, *messages: CheckMessage) -> str:
        out = io.StringIO()
        with mock.patch("cjo.management.commands.doctor.diagnose") as diagnose:
            diagnose.return_value = messages
            call_command("doctor", stdout=out)
        return out.getvalue()

    def test_it_says_that_nothing_is_wrong(self) -> None:
        self.assertEqual(
            self.diagnose(),
            "Nothing is wrong with this installation. `manage.py verify` reads "
            "what was published.\n",
        )

    def test_a_warning_comes_with_its_remedy(self) -> None:
        with override_settings(BACKUP_DIR=Path("/nowhere")):
            text = self.diagnose(*files.last_backup_is_recent())
        self.assertTrue(
            text.startswith("Warning cjo.W106: There is no backup.\n    Run")
        )

    def test_an_error_is_its_exit_code(self) -> None:
        with override_settings(SITE_URL="nowhere"), self.assertRaises(CommandError):
            self.diagnose(*address.site_url_is_an_origin())

    def test_a_failing_examination_does_not_hide_the_others(self) -> None:
        with mock.patch.object(diagnosis, "OF_ADDRESS", [lambda: 1 / 0]):
            found = ids([*diagnosis.diagnose()])
        self.assertEqual(found[0], "cjo.E001")
        self.assertGreater(len(found), 1)


def manage(command: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "manage.py", command],
        cwd=settings.BASE_DIR,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_it_examines_an_installation_whose_database_is_away() -> None:
    done = manage("doctor", DATABASE_URL="postgres://nobody@127.0.0.1:9/none")
    assert done.returncode == 1
    assert "ERROR cjo.E201: The database does not answer." in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_it_examines_an_installation_that_was_never_set_up(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'observer.sqlite3'}"
    static = str(tmp_path / "static")
    done = manage(
        "doctor", VAR_DIR=str(tmp_path), DATABASE_URL=address, STATIC_ROOT=static
    )
    assert done.returncode == 1
    assert "ERROR cjo.E103" in done.stdout
    assert "ERROR cjo.E202: The database is of a former code." in done.stdout


def test_the_server_does_not_start_where_it_cannot_write(tmp_path: Path) -> None:
    for command in ("serve", "setup"):
        done = manage(command, VAR_DIR=str(tmp_path), MEDIA_ROOT="/dev/null/media")
        assert done.returncode == 1
        assert "/dev/null/media cannot be written: Not a directory." in done.stderr
        assert "Traceback" not in done.stderr


def test_setup_mends_a_damaged_manifest(tmp_path: Path) -> None:
    house = {
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'observer.sqlite3'}",
        "STATIC_ROOT": str(tmp_path),
    }
    (tmp_path / files.MANIFEST).write_text("{")
    refused = manage("serve", **house)
    assert refused.returncode == 1
    assert "missing or damaged (STATIC_ROOT). Run `manage.py setup`." in refused.stderr
    assert manage("setup", **house).returncode == 0
    assert "cjo.E103" not in manage("doctor", **house).stdout
