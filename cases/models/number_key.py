"""Keys of case numbers: each number that leads to a case."""

from collections.abc import Iterable

from django.db import models

from cases.numbers.keys import NORMALISED_LENGTH


class NumberKey(models.Model):
    """The key of a number of a case, or of a step of its procedure.

    A decision in several cases has several numbers, and a number of the form before
    2016 has a second key, its pinyin, that those of other courts may share.
    """

    case = models.ForeignKey(
        "cases.Case", models.CASCADE, related_name="number_keys", db_index=False
    )
    proceeding = models.ForeignKey(
        "cases.Proceeding", models.CASCADE, null=True, related_name="number_keys"
    )
    key = models.CharField(max_length=NORMALISED_LENGTH, db_index=True)
    is_pinyin = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "proceeding", "key"], name="number_key_once"
            ),
            models.UniqueConstraint(
                fields=["case", "key"],
                condition=models.Q(proceeding=None),
                name="number_key_of_case_once",
            ),
        ]

    def __str__(self) -> str:
        return self.key


def store_keys(
    case_id: int,
    keys: Iterable[str],
    pinyin: Iterable[str],
    proceeding_id: int | None = None,
) -> None:
    """Replace the keys of a case, or of a step of its procedure."""
    rows = NumberKey.objects.filter(case=case_id, proceeding=proceeding_id)
    kept = set(rows.values_list("key", "is_pinyin"))
    wanted = dict.fromkeys(pinyin, True) | dict.fromkeys(keys, False)
    if kept == set(wanted.items()):
        return
    rows.delete()
    NumberKey.objects.bulk_create(
        NumberKey(
            case_id=case_id, proceeding_id=proceeding_id, key=key, is_pinyin=is_pinyin
        )
        for key, is_pinyin in wanted.items()
    )
