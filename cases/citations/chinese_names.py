"""Whether a Chinese name is a law's where it stands, or the part of another's name.

军人刑法 is not 刑法, and neither 日本《民法典》 nor 《民法典合同编解释》 is China's
Civil Code. The text is tidied.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cases.citations import remarks
from cases.citations.law_names import LawName
from cases.citations.remarks import DRAFT, FORMER, YEAR, newest_year
from cases.citations.states import CHINESE, ENGLISH
from cases.citations.tidying import HAN

_WINDOW = 40  # characters before a name that are read with it
TITLE_LENGTH = 150
_CHINA = "中华人民共和国"
_CHANGED = (
    "(?:第[一二三四五六]次)?(?:修正|修订|修改|通过|公布|颁布|施行|实施|生效|制定)"
)
_AT_THAT_TIME = "时(?:行|施行|有效|适用)的?"
_MODIFIERS = re.compile(
    rf"(?:{_CHINA}|我国|中国(?:大陆)?|大陆|现行?有?效?的?|最?新的?|新?{_CHANGED}后?的|{_CHANGED}[前后]的?"
    rf"|{YEAR}年?(?:[0-9]{{1,2}}月(?:[0-9]{{1,2}}日)?)?起?(?:{_CHANGED}|版)?的?"
    r"|旧|(?<![0-9])[5-9][0-9]年?|(?<=[^一-鿿])原|^原|原来的"
    rf"|当时的?|当?{_AT_THAT_TIME}|前述|上述|同一|该|本国)+$"
)
_ENGLISH_BEFORE = re.compile(r"(?<![A-Za-z])(?:(?:the|PRC(?:'s)?|Chinese|China's) )+$")
_FORMER = re.compile(rf"旧|^[5-9][0-9]|原|当时|{_AT_THAT_TIME}|{_CHANGED}前")
_DRAFT_BEFORE = re.compile(rf"(?:{DRAFT.pattern})[ 的中里稿]*$", re.IGNORECASE)
# Japanese laws have the same names; 刑法第176条 in a Japanese text is Japan's
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_NEAR = 20  # characters around a name that tell a Japanese text
_STATE_BEFORE = re.compile(
    rf"(?:(?:{CHINESE})(?:的|地区|省|州|特区|特别行政区|联邦)?|(?:{ENGLISH}) ?"
    rf"|(?<![{HAN}])中?[德日韩美英意俄瑞奥荷葡台澳港]{{1,2}})\"?$"
)
_YEAR_BEHIND = re.compile(
    rf" ?({YEAR})年?(?:{_CHANGED}[后前]?)?(?:版本?|本|文本)?(?![0-9条])"
)
_PART = re.compile(rf"[·・]?[{HAN}]{{1,8}}[编章]$")
_ANOTHER = re.compile(
    r"(?:司法)?解释|实施|施行法|草案|修正案|修订|征求|型|学|史|界|理论|教"
    rf"|[{HAN}]{{1,12}}(?:编|分编|通则|制度|效力)的?(?:司法)?解释"
)
# 法 may begin the next word: 未成年人保护 + 法律, 公司 + 法定代表人, 劳动 + 法庭. What
# follows a law's name is left out: 刑法 + 规定, 公司法 + 人民法院, 劳动法 + 典型
_NEXT_WORD = re.compile(
    "律|人(?!民)|定(?!罪|性|义|为|下)|务(?!必)|规(?![定范制则])|治(?![理安疗])"
    "|制(?![定度约裁止作订])|院|官(?!方)|庭(?![审前后外])|典(?!型)|案(?![件例情由])"
    "|益|令|研究(?:中心|院|所|会)"
)
# A bare name may be the end of a longer one: 劳动合同法, 儿童个人信息保护法. These
# characters and words, directly before it, are no part of a name.
_BREAKS = frozenset(
    "照依按反用考引合于和与及或并在从对由将把被为是即如见了的之以因其该这到至而"
    "但且就也过布背改订定议实比除让使指所述后前中内下里新旧原称明示读论究犯守求"
    "非有则均应须可当经循遵触查看诉还又再仅只凭向给我无未编要较讲谈析写题问答套颁"
    "推翻译纂审核断判决得着来去起入出说云道成关涉系叫谓找寻索搜请望想认承确靠赖沿"
    "顺逐立设增删补充足满破坏避免许准禁止限受享负担们你您他她它谁此哪那某每各"
    "等间版部个种些次句段地很更吗呢吧啊么先果终独然若宜参自跟阅绕视观鉴收注焦续评加"
    "张况令托纳善建缩释重不都能己已便却常最没始知取何达变占括致乎敢办必够似落挥完败"
    "露否随怪含予需获迎临疑替绍择映兼盖顾借酌驳凡毁冒启覆促牵遂励逼劝抓奉诸亦仍系乃嫌缺少"
)
_WORDS = """
根据 依据 或者 再者 实施 法院 本院 该院 两院 取代 替代 本庭 侵害 理解 了解 执行
进行 现行 贯彻 学习 讲解 出台 生效 不同 此外 另外 除外 审理 强调 协调 统一 细化
补正 衔接 综上 观察 承继 尽管 否属 仍属 均属 应属 不属 即属 区分 查询 体现 区别
中国 我国 全国 共和国 原告 被告 今年 去年 当年 近年 此时 同时 当时 有时 履行 施行
实行 另行 具备
"""
_BREAK_WORDS = tuple(_WORDS.split())


@dataclass(frozen=True, slots=True)
class Title:
    """A title in 《》, with its brackets; titles inside it are part of it."""

    start: int
    end: int


def titles(plain: str) -> Iterator[Title]:
    """Yield the titles of a text that are in no other title."""
    opened: list[int] = []
    closed: list[Title] = []
    for mark in re.finditer("[《》\n]", plain):
        if mark[0] == "\n":
            opened.clear()
        elif mark[0] == "《":
            opened.append(mark.start())
        elif opened:
            start = opened.pop()
            if mark.end() - start <= TITLE_LENGTH:
                closed.append(Title(start, mark.end()))
    done = 0
    for title in sorted(closed, key=lambda title: title.start):
        if title.start >= done:
            done = title.end
            yield title


def in_title(
    plain: str, start: int, end: int, law: str, title: Title
) -> LawName | None:
    """Return the law whose title contains its name; None if it contains more."""
    before = plain[title.start + 1 : start]
    behind = plain[end : title.end - 1]
    if not re.fullmatch(rf"(?:{_CHINA}|中国)? ?", before):
        return None
    version = ""
    while bracket := re.search(r" ?[(\[]([^()\[\]]{1,60})[)\]]$", behind):
        named = remarks.version_in(bracket[1])
        if named is None:
            return None
        version = version or named
        behind = behind[: bracket.start()]
    if behind.strip() and not _PART.fullmatch(behind.strip()):
        return None
    return _in_context(plain, title.start, title.end, law, version)


def bare_name(plain: str, start: int, end: int, law: str) -> LawName | None:
    """Return the law at a place of its name without 《》; None if it is another's."""
    if plain[start - 1 : start] == "《" or _ANOTHER.match(plain, end):
        return None
    if plain[end - 1] == "法" and _NEXT_WORD.match(plain, end):
        return None
    # a code is of a state, not of a subject: before it only states make another
    may_be_tail = plain[end - 1] != "典"
    return _in_context(plain, start, end, law, "", may_be_tail=may_be_tail)


def _in_context(
    plain: str,
    start: int,
    end: int,
    law: str,
    version: str,
    *,
    may_be_tail: bool = False,
) -> LawName | None:
    floor = max(plain.rfind("\n", 0, start) + 1, start - _WINDOW)
    before = plain[floor:start]
    quoted = before.endswith('"')
    before = before.removesuffix('"')
    modifiers = _MODIFIERS.search(before)
    words = modifiers[0] if modifiers else ""
    rest = before[: len(before) - len(words)]
    if _STATE_BEFORE.search(rest) or _DRAFT_BEFORE.search(before):
        return None
    around = rest[-_NEAR:] + plain[end : end + _NEAR].partition("\n")[0]
    if _KANA.search(around) and not words:
        return None
    if may_be_tail and not words and not quoted and not _is_break(rest):
        return None
    # 2019年修正前的: the text before that of 2019
    version = FORMER if _FORMER.search(words) else version or newest_year(words)
    after = end + (quoted and plain[end : end + 1] == '"')
    read = remarks.read_behind(plain, after)
    if read is None:
        return None
    after, version = read[0], version or read[1]
    if year := _YEAR_BEHIND.match(plain, after):
        version, after = version or year[1], year.end()
    english = _ENGLISH_BEFORE.search(rest)
    lead = start - len(words) - quoted - (len(english[0]) if english else 0)
    state = re.search(rf"{_CHINA}$", before)
    if state is not None and not quoted:
        start -= len(state[0])
    return LawName(start, end, lead, law, after, version)


def _is_break(rest: str) -> bool:
    """Return whether a name may begin behind a text."""
    if not rest or not re.match(f"[{HAN}]", rest[-1]):
        return True
    is_date = re.search("[0-9][年月日时]$", rest) is not None
    return is_date or rest[-1] in _BREAKS or rest.endswith(_BREAK_WORDS)
