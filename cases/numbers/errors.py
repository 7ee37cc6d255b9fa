"""The reasons why a text is no case number."""

from enum import StrEnum


class Fault(StrEnum):
    EMPTY = "There is no number."
    LONG = "A case number is much shorter."
    CHARACTER = "A case number has no such character."
    YEAR = "It must begin with the year of filing in four digits."
    YEARS = "No case number has a year so early or so late."
    SEVERAL = "Here are several numbers; ask for one of them."
    COURT = "After the year a court code is expected, of two or four digits if any."
    TYPE = "After the court code the type of case is expected."
    SERIAL = "At the end a serial number is expected, of one to eight digits."
    EXTRA = "Something stands behind the serial number."
    OLD = "It is of the form used before 2016, whose court codes no table defines."
    AMBIGUOUS = "Its pinyin can be read in more than one way."


class NotACaseNumber(ValueError):
    """A text is no case number; `detail` is the part of it that has the fault."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(f"{fault.value} ({detail})" if detail else fault.value)
        self.fault = fault
        self.detail = detail
