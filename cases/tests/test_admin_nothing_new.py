"""A record that is saved as it was: no version, and the desk says so."""

from cases.models import RecordVersion
from cases.tests.desk import DeskTestCase


class NothingNewTests(DeskTestCase):
    def test_nothing_changed_makes_no_version_whatever_it_was_called(self) -> None:
        versions = RecordVersion.objects.count()
        for row in (self.case, self.overview):
            for told in (
                {"change": "correction", "note": "One digit was wrong."},
                {"change": "correction", "note": ""},
                {},
            ):
                with self.subTest(row=row, told=told):
                    answer = self.save(row, follow=True, **told)
                    self.assertContains(answer, "Nothing was changed.")
        self.assertEqual(RecordVersion.objects.count(), versions)

    def test_a_change_without_its_kind_is_still_asked_for_it(self) -> None:
        prefix = self.prefix(key="companies")
        answer = self.save(self.overview, **{f"{prefix}-value": "96"})
        self.assertContains(answer, "Choose the kind of change.")
