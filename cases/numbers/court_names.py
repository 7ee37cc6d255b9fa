"""Courts as texts name them in front of a case number, and in it, in Latin letters."""

import re

from cases.numbers import courts
from cases.numbers.normalise import HAN

# Other names of courts, by code
_OTHER = {
    courts.SUPREME: (
        *("最高院", "最高人民法院", "SPC", "Supreme Law", "Supreme Court"),
        *("Supreme Court of China", "China's Supreme Court"),
    ),
    "陕": ("Shan",),  # pinyin without the second a
}
_NAME_LENGTH = 80
_PROVINCE_WORDS = re.compile("(?:壮族|回族|维吾尔)?自治区$|[省市]$")


def _bare(name: str) -> str:
    return re.sub(r"[\s'’.]", "", name).lower()


def _by_latin() -> dict[str, list[str]]:
    """Return codes without digits by pinyin or a name: jin → 津, 晋; 广东 → 粤."""
    codes: dict[str, list[str]] = {}
    names = [(pinyin, code) for code, pinyin in courts.PINYIN.items()]
    names += [
        (name, code)
        for code, others in _OTHER.items()
        for name in (*others, courts.describe(code).name[0])
        if _bare(name).isascii()
    ]
    for code in courts.PROVINCE_LETTERS:
        if code != "兵":  # the province is Xinjiang's own court's
            english, chinese = courts.describe(code).province
            # (2021) Shanghai 01 Min Zhong No. 5, (2021)广东03民初5号
            names += [(english, code), (_PROVINCE_WORDS.sub("", chinese), code)]
    for name, code in names:
        known = codes.setdefault(re.sub(r"[\W_]", "", name.lower()), [])
        if code not in known:
            known.append(code)
    return codes


BY_LATIN = _by_latin()


def _by_name() -> dict[str, str]:
    names = {name: code for code, others in _OTHER.items() for name in others}
    for code in courts.CODES:
        names |= dict.fromkeys((code, *courts.describe(code).name), code)
    return {_bare(name): code for name, code in names.items()}


_CODES_BY_NAME = _by_name()
_CODE = re.compile(f"([{''.join(courts.PROVINCE_LETTERS)}])([0-9]{{2}}|[0-9]{{4}})?")
_LATIN_CODE = re.compile(
    rf"\b({'|'.join(sorted(courts.PINYIN.values(), key=len, reverse=True))})"
    r"(?: ?([0-9]{4}|[0-9]{2}))?"
)
_NAMES = "|".join(
    # each may have spaces and stops between its characters
    r"[\s'.]*".join(map(re.escape, name))
    for name in sorted(_CODES_BY_NAME, key=len, reverse=True)
)
_AT_END = re.compile(
    rf"(?:(?i:{_NAMES})|(?<![{HAN}]){_CODE.pattern}|{_LATIN_CODE.pattern})[\s,]*$"
)


def code_of(name: str) -> str:
    """Return the code of a court's code or name, in either language; "" if unknown."""
    bare = _bare(name)
    if _CODE.fullmatch(bare):
        return bare
    if bare in _CODES_BY_NAME:
        return _CODES_BY_NAME[bare]
    latin = _LATIN_CODE.fullmatch(name)
    codes = BY_LATIN.get(_bare(latin[1]), []) if latin else []
    return codes[0] + (latin[2] or "") if latin and len(codes) == 1 else ""


def at_end(text: str) -> tuple[int, str] | None:
    """Return the place and the code of a court whose name ends a text."""
    match = _AT_END.search(text, max(0, len(text) - _NAME_LENGTH))
    if match is None:
        return None
    code = code_of(match[0].rstrip(" ,"))
    return (match.start(), code) if code else None
