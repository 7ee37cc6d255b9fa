"""Court codes 法院代字: the court of a code in a case number, and the source for it.

A row names a court only where a source does. The level and the high court above follow
from the structure of a code, also of one without a row. The articles in the comments
are those of the Supreme People's Court's provisions, 法〔2015〕137号, as amended.
"""

from dataclasses import dataclass

from cases.numbers.normalise import HAN_ONLY, romanised, spaced

# Where rows come from, by the key that stands in them
SOURCES = {
    # Supreme People's Court, Several Provisions on the Case Numbers of the People's
    # Courts and their annexes, 法〔2015〕137号, in force since 1 January 2016
    "provisions": "https://www.court.gov.cn/fabu-xiangqing-14970.html",
    # its decision of 7 December 2018 to amend them, 法〔2018〕335号: article 5(2)(3)
    "amendment": "https://zh.wikisource.org/wiki/关于修改《关于人民法院案件案号的若干规定》的决定",
    # Information Times, 8 January 2016: the number of an ordinary intermediate court
    # is that of its prefecture in GB/T 2260 (Jiangmen: 粤07)
    "divisions": "https://news.ifeng.com/a/20160108/46983977_0.shtml",
    # China Justice Observer, 21 June 2019
    "observer": "https://www.chinajusticeobserver.com/a/secret-signal-in-case-number-case-numbering-system-of-chinese-courts",
    # decisions that print the name of the court above the number
    "decisions": "https://wenshu.court.gov.cn/",
}

SUPREME = "最高法"
# Names of levels and kinds as cases.models.court has them
Pair = tuple[str, str]  # English, Chinese


@dataclass(frozen=True, slots=True)
class CourtCode:
    """The meaning of a code; a court that is not in the table has no name.

    `above` is the code of the intermediate court that hears its appeals where the
    code itself tells, else that of the high court. `kind` is a CourtKind or empty.
    """

    code: str
    level: str
    province: Pair
    name: Pair
    kind: str
    kind_words: Pair
    above: str
    source: str

    @property
    def is_known(self) -> bool:
        return bool(self.name[0])


# Code, pinyin and province of each high court (article 4 and the annex)
_HIGH = """
京 Jing Beijing 北京市
津 Jin Tianjin 天津市
冀 Ji Hebei 河北省
晋 Jin Shanxi 山西省
内 Nei Inner-Mongolia 内蒙古自治区
辽 Liao Liaoning 辽宁省
吉 Ji Jilin 吉林省
黑 Hei Heilongjiang 黑龙江省
沪 Hu Shanghai 上海市
苏 Su Jiangsu 江苏省
浙 Zhe Zhejiang 浙江省
皖 Wan Anhui 安徽省
闽 Min Fujian 福建省
赣 Gan Jiangxi 江西省
鲁 Lu Shandong 山东省
豫 Yu Henan 河南省
鄂 E Hubei 湖北省
湘 Xiang Hunan 湖南省
粤 Yue Guangdong 广东省
桂 Gui Guangxi 广西壮族自治区
琼 Qiong Hainan 海南省
渝 Yu Chongqing 重庆市
川 Chuan Sichuan 四川省
黔 Qian Guizhou 贵州省
云 Yun Yunnan 云南省
藏 Zang Tibet 西藏自治区
陕 Shaan Shaanxi 陕西省
甘 Gan Gansu 甘肃省
青 Qing Qinghai 青海省
宁 Ning Ningxia 宁夏回族自治区
新 Xin Xinjiang 新疆维吾尔自治区
兵 Bing Xinjiang 新疆维吾尔自治区
"""
_CORPS = (
    "Production and Construction Corps Branch of the Xinjiang High People’s Court",
    "新疆维吾尔自治区高级人民法院生产建设兵团分院",
)
_MUNICIPALITIES = "京津沪渝"

# Ordinary intermediate courts whose number is that of their prefecture: a city each
_CITIES = """
冀01 Shijiazhuang 石家庄  晋01 Taiyuan 太原  内01 Hohhot 呼和浩特  辽01 Shenyang 沈阳
辽02 Dalian 大连  吉01 Changchun 长春  黑01 Harbin 哈尔滨  苏01 Nanjing 南京
苏02 Wuxi 无锡  苏05 Suzhou 苏州  浙01 Hangzhou 杭州  浙02 Ningbo 宁波
浙03 Wenzhou 温州  浙07 Jinhua 金华  皖01 Hefei 合肥  闽01 Fuzhou 福州
闽02 Xiamen 厦门  闽05 Quanzhou 泉州  赣01 Nanchang 南昌  鲁01 Jinan 济南
鲁02 Qingdao 青岛  豫01 Zhengzhou 郑州  鄂01 Wuhan 武汉  湘01 Changsha 长沙
粤01 Guangzhou 广州  粤03 Shenzhen 深圳  粤04 Zhuhai 珠海  粤06 Foshan 佛山
粤07 Jiangmen 江门  粤19 Dongguan 东莞  桂01 Nanning 南宁  琼01 Haikou 海口
琼02 Sanya 三亚  川01 Chengdu 成都  黔01 Guiyang 贵阳  云01 Kunming 昆明
藏01 Lhasa 拉萨  陕01 Xi’an 西安  甘01 Lanzhou 兰州  青01 Xining 西宁
宁01 Yinchuan 银川  新01 Urumqi 乌鲁木齐
"""
# Intermediate courts of municipalities, which are numbered in order
_NUMBERED = """
京01 First 一 decisions  京02 Second 二 decisions  京03 Third 三 decisions
京04 Fourth 四 observer  津01 First 一 decisions  沪01 First 一 decisions
沪02 Second 二 decisions  沪03 Third 三 decisions  渝05 Fifth 五 decisions
"""
# Maritime courts have 72, one for a high court (article 5(2)(3))
_MARITIME = """
津72 Tianjin 天津  辽72 Dalian 大连  沪72 Shanghai 上海  苏72 Nanjing 南京
浙72 Ningbo 宁波  闽72 Xiamen 厦门  鲁72 Qingdao 青岛  鄂72 Wuhan 武汉
粤72 Guangzhou 广州  桂72 Beihai 北海  琼72 Haikou 海口
"""
_SPECIAL = [
    ("京73", "intellectual_property", "Beijing Intellectual Property", "北京知识产权"),
    ("沪73", "intellectual_property", "Shanghai Intellectual Property", "上海知识产权"),
    (
        "粤73",
        "intellectual_property",
        "Guangzhou Intellectual Property",
        "广州知识产权",
    ),
    ("京74", "financial", "Beijing Financial", "北京金融"),
    ("沪74", "financial", "Shanghai Financial", "上海金融"),
    ("沪7101", "railway", "Shanghai Railway Transport", "上海铁路运输"),
    ("京0491", "internet", "Beijing Internet", "北京互联网"),
    ("粤0192", "internet", "Guangzhou Internet", "广州互联网"),
    ("浙0192", "internet", "Hangzhou Internet", "杭州互联网"),
]
# What the two digits of an intermediate court say (article 5(2)(3), as amended)
_KINDS: list[tuple[range, str, Pair]] = [
    (range(71, 72), "railway", ("railway transport court", "铁路运输法院")),
    (range(72, 73), "maritime", ("maritime court", "海事法院")),
    (
        range(73, 74),
        "intellectual_property",
        ("intellectual property court", "知识产权法院"),
    ),
    # oilfields by the rule; since 2018 also the financial courts
    (
        range(74, 75),
        "",
        ("financial court or court for an oilfield", "金融法院或油田法院"),
    ),
    (range(75, 81), "", ("court for forests", "林业法院")),
    (range(81, 86), "", ("court for state farms", "农垦法院")),
    (
        range(87, 96),
        "",
        ("court across administrative divisions", "跨行政区划法院"),
    ),
    (
        range(96, 100),
        "",
        (
            "court for counties directly under the province",
            "省直辖县级行政区划的中级法院",
        ),
    ),
]
_OF_A_COURT = range(91, 100)  # last digits of a primary court without a county


def _high_courts() -> dict[str, tuple[str, Pair]]:
    rows = [line.split() for line in _HIGH.strip().splitlines()]
    return {
        code: (pinyin, (province.replace("-", " "), chinese))
        for code, pinyin, province, chinese in rows
    }


_PROVINCES = _high_courts()
PROVINCE_LETTERS = tuple(_PROVINCES)
# Each province with its name in Chinese
PROVINCES = dict(pair for _pinyin, pair in _PROVINCES.values())
# code → pinyin, for the letters that codes begin with
PINYIN = {SUPREME: "Zui Gao Fa", **{code: row[0] for code, row in _PROVINCES.items()}}


def _named() -> dict[str, tuple[Pair, str, str]]:
    rows: dict[str, tuple[Pair, str, str]] = {
        SUPREME: (
            ("Supreme People’s Court", "最高人民法院"),
            "general",
            "provisions",
        )
    }
    for code, (_pinyin, (province, chinese)) in _PROVINCES.items():
        name = (f"{province} High People’s Court", f"{chinese}高级人民法院")
        rows[code] = (_CORPS if code == "兵" else name, "general", "provisions")
    for code, city, chinese in _each(_CITIES, 3):
        whole = _PROVINCES[code[0]][1][1]
        name = (
            f"{city} Intermediate People’s Court",
            f"{whole}{chinese}市中级人民法院",
        )
        rows[code] = (name, "general", "divisions")
    for code, ordinal, numeral, source in _each(_NUMBERED, 4):
        province, chinese = _PROVINCES[code[0]][1]
        name = (
            f"{province} {ordinal} Intermediate People’s Court",
            f"{chinese}第{numeral}中级人民法院",
        )
        rows[code] = (name, "general", source)
    for code, city, chinese in _each(_MARITIME, 3):
        name = (f"{city} Maritime Court", f"{chinese}海事法院")
        rows[code] = (name, "maritime", "amendment")
    for code, kind, english, chinese in _SPECIAL:
        rows[code] = ((f"{english} Court", f"{chinese}法院"), kind, "decisions")
    return rows


def _each(table: str, width: int) -> list[list[str]]:
    words = table.split()
    return [words[place : place + width] for place in range(0, len(words), width)]


_NAMED = _named()
CODES = tuple(_NAMED)


_NUMBERS = {
    (code[0], numeral): code for code, _ordinal, numeral, _source in _each(_NUMBERED, 4)
}


def numbered(province: str, numeral: str) -> str:
    """Return the code of the intermediate court of a municipality with a number."""
    return _NUMBERS.get((province, numeral), "")


def latin(code: str) -> str:
    """Return `Hu 01`, also of a court that is not in the table."""
    letters = code.rstrip("0123456789")
    digits = code[len(letters) :]
    known = PINYIN.get(letters)
    if known is None and HAN_ONLY.fullmatch(letters):
        known = romanised(letters)
    return f"{known or spaced(letters)} {digits}".rstrip()


def describe(code: str) -> CourtCode:
    """Return the meaning of a code, by its row and by its structure."""
    letters = code.rstrip("0123456789")
    digits = code[len(letters) :]
    name, kind, source = _NAMED.get(code, (("", ""), "", ""))
    kind_of_digits, words = _kind(digits)
    _pinyin, province = _PROVINCES.get(letters, ("", ("", "")))
    return CourtCode(
        code=code,
        level=_level(letters, digits),
        province=province,
        name=name,
        kind=kind or (kind_of_digits if province[0] else ""),
        kind_words=("", "") if name[0] or not province[0] else words,
        above=_above(letters, digits),
        source=source,
    )


def _level(letters: str, digits: str) -> str:
    if letters == SUPREME and not digits:
        return "supreme"
    if letters not in _PROVINCES:
        return ""
    return {0: "high", 2: "intermediate", 4: "primary"}.get(len(digits), "")


def _kind(digits: str) -> tuple[str, Pair]:
    """Return the kind in the digits; of primary courts they have one for railways."""
    if len(digits) == 2 or digits[:2] == "71":
        for numbers, kind, words in _KINDS:
            if int(digits[:2]) in numbers:
                return kind, words
    return "", ("", "")


def _above(letters: str, digits: str) -> str:
    """Return the code of the court above.

    The first digits of a county's court are those of its prefecture. A municipality
    has no prefectures: 沪0106 is not below 沪01. By the last words of article 6 the
    numbers 91 to 99 name a court without a county, below the court of the digits
    before.
    """
    if letters not in _PROVINCES:
        return ""
    if not digits:
        return SUPREME
    if len(digits) == 4:
        first, last = int(digits[:2]), int(digits[2:])
        of_a_court = last in _OF_A_COURT
        of_a_prefecture = letters not in _MUNICIPALITIES and 1 <= first <= 70
        if first <= 70 and (of_a_court or of_a_prefecture):
            return letters + digits[:2]
    return letters
