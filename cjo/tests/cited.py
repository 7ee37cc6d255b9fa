"""Citations for tests: an article, a decision, figures, and the same in Chinese."""

from dataclasses import replace
from typing import Any

from cjo.lib.references import Citation, Kind, Name

ARTICLE = Citation(
    kind=Kind.ARTICLE,
    key="cjo-court-opens-v2",
    title="Court opens",
    second_title="法院开门",
    url="https://observer.example/a/court-opens/v/2",
    language="en",
    site="China Justice Observer",
    number=2,
    published="2026-11-24",
    dated="2024-12-18",
    authors=(
        Name("Meng Yu", "Yu", "Meng", "余萌"),
        Name("Guodong Du", "Du", "Guodong", "杜国栋"),
        Name("CJO Staff, and Team"),
    ),
    editors=(Name("Lin Haibin"),),
    notes=("Version 2 of 2026-11-24.",),
)
CASE = replace(
    ARTICLE,
    kind=Kind.CASE,
    key="cjo-case-zhao-v-ye-v2",
    title="Zhao v Ye",
    second_title="赵某与叶某案",
    from_second=True,
    dated="2025-01-08",
    authors=(),
    editors=(),
    court=Name("Commercial Court", native="商事法庭"),
    jurisdiction="China",
    case_numbers=("(2023)沪01协外认28号", "(2023) Hu 01 Xie Wai Ren No. 28"),
)
DATASET = replace(
    ARTICLE,
    kind=Kind.DATASET,
    key="cjo-overview-figures-v2",
    title="Figures of 2024",
    second_title="2024年数据",
    dated="2024-10-30",
    authors=(Name("China Justice Observer"),),
    editors=(),
    court=Name("Internet Court", native="互联网法院"),
)


def in_chinese(citation: Citation, **changes: Any) -> Citation:
    return replace(citation, language="zh-Hans", site="中司观察", **changes)
