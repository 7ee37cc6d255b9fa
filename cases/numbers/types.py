"""Type codes 类型代字: the kind and the stage of the case that a number belongs to.

The table is that of the standard 人民法院案件类型及其代字标准, which 法〔2015〕137号
issued, as amended, with its Chinese names; 民破 and 民算 are of its first text. 商初 is
not in it: the International Commercial Court writes it, as in (2022)最高法商初7号. 知
before a code is the special code for intellectual property of 法〔2018〕335号. A code
that is not in the table is kept.
"""

from dataclasses import dataclass

from cases.numbers.normalise import HAN_ONLY, romanised

_TABLE = """
刑初 criminal, first instance|刑事一审案件
刑终 criminal, second instance|刑事二审案件
刑监 criminal, review for retrial on the court’s own motion|刑事依职权再审审查案件
刑申 criminal, review of a petition for retrial|刑事申诉再审审查案件
刑抗 criminal, review for retrial after a protest of the procuratorate|刑事抗诉再审审查案件
刑再 criminal, retrial|刑事再审案件
刑没 criminal, confiscation of unlawful gains|申请没收违法所得案件
刑核 criminal, review for approval|刑事复核案件
刑医 compulsory medical treatment|申请强制医疗审查案件
刑医解 release from compulsory medical treatment|解除强制医疗审查案件
刑医复 compulsory medical treatment, reconsideration|强制医疗复议案件
刑医监 compulsory medical treatment, supervision|强制医疗监督案件
刑止 suspension of the execution of a death sentence|停止执行死刑案件
刑止调 inquiry after the suspension of the execution of a death sentence|停止执行死刑调查案件
刑止核 review of the inquiry after the suspension of the execution of a death sentence|停止执行死刑调查审核案件
刑更 change of a criminal punishment or its execution|刑罚与执行变更审查案件
刑更监 change of a criminal punishment or its execution, supervision|刑罚与执行变更监督案件
刑更备 change of a criminal punishment or its execution, filed for the record|刑罚与执行变更备案案件
刑教 review of an application for placement and education|申请安置教育审查案件
刑教解 release from placement and education|解除安置教育审查案件
刑教复 placement and education, reconsideration|安置教育复议案件
刑教监 placement and education, supervision|安置教育监督案件
刑他 other criminal case|其他刑事案件
刑辖 criminal, jurisdiction|刑事管辖案件
民辖 civil, jurisdiction|民事管辖案件
民辖终 civil, appeal on jurisdiction|民事管辖上诉案件
民辖监 civil, supervision of jurisdiction|民事管辖监督案件
行辖 administrative, jurisdiction|行政管辖案件
行辖终 administrative, appeal on jurisdiction|行政管辖上诉案件
赔辖 administrative compensation, jurisdiction|行政赔偿管辖案件
赔辖终 administrative compensation, appeal on jurisdiction|行政赔偿管辖上诉案件
民初 civil, first instance|民事一审案件
民终 civil, second instance|民事二审案件
民监 civil, review for retrial on the court’s own motion|民事依职权再审审查案件
民申 civil, review of an application for retrial|民事申请再审审查案件
民抗 civil, review for retrial after a protest of the procuratorate|民事抗诉再审审查案件
民再 civil, retrial|民事再审案件
民撤 civil, action of a third party to set a judgment aside|第三人撤销之诉案件
民特 civil, special procedure (among them arbitration agreements and awards)|民事特别程序案件
民特监 civil, supervision of a special procedure|民事特别程序监督案件
民催 civil, public summons|催告案件
民督 civil, payment order|申请支付令审查案件
民督监 civil, supervision of a payment order|支付令监督案件
民破 bankruptcy, in the first text of the standard|破产案件（标准最初文本）
民算 compulsory liquidation, in the first text of the standard|强制清算案件（标准最初文本）
民他 other civil case|其他民事案件
民保令 protection order for personal safety|人身安全保护令申请审查案件
民保更 change of a protection order for personal safety|人身安全保护令变更案件
商初 international commercial case, first instance|国际商事一审案件
行初 administrative, first instance|行政一审案件
行终 administrative, second instance|行政二审案件
行监 administrative, review for retrial on the court’s own motion|行政依职权再审审查案件
行申 administrative, review of an application for retrial|行政申请再审审查案件
行抗 administrative, review for retrial after a protest of the procuratorate|行政抗诉再审审查案件
行再 administrative, retrial|行政再审案件
行审 administrative, application to enforce an administrative act|非诉行政行为申请执行审查案件
行审复 administrative, reconsideration of the enforcement of an administrative act|非诉行政行为申请执行审查复议案件
行他 other administrative case|其他行政案件
行赔初 administrative compensation, first instance|行政赔偿一审案件
行赔终 administrative compensation, second instance|行政赔偿二审案件
行赔监 administrative compensation, review for retrial on the court’s own motion|行政赔偿依职权再审审查案件
行赔申 administrative compensation, review of an application for retrial|行政赔偿申请再审审查案件
行赔抗 administrative compensation, review for retrial after a protest of the procuratorate|行政赔偿抗诉再审审查案件
行赔再 administrative compensation, retrial|行政赔偿再审案件
行赔他 other case of administrative compensation|其他行政赔偿案件
法赔 compensation owed by a court, decided by that court|法院作为赔偿义务机关自赔案件
委赔 judicial compensation, decided by the compensation committee|赔偿委员会审理赔偿案件
委赔监 judicial compensation, supervision|司法赔偿监督审查案件
赔确监 review of a petition on the confirmation of compensation|赔偿确认申诉审查案件
委赔提 judicial compensation, heard anew by the compensation committee of the higher court|司法赔偿监督上级法院赔偿委员会重审案件
委赔再 judicial compensation, heard anew by the compensation committee of the same court|司法赔偿监督本院赔偿委员会重审案件
赔他 other case of compensation|其他赔偿案件
认台 recognition of a judgment or award from Taiwan|认可与执行台湾地区法院裁判、仲裁裁决审查案件
认港 recognition of a judgment or award from Hong Kong|认可与执行香港特别行政区法院裁判、仲裁裁决审查案件
认澳 recognition of a judgment or award from Macao|认可与执行澳门特别行政区法院裁判、仲裁裁决审查案件
认复 reconsideration in a case of recognition within China’s regions|认可与执行审查复议案件
认他 other case of recognition within China’s regions|认可与执行审查其他案件
请台送 request to Taiwan for service of documents|请求台湾地区送达文书审查案件
请港送 request to Hong Kong for service of documents|请求香港特别行政区法院送达文书审查案件
请澳送 request to Macao for service of documents|请求澳门特别行政区法院送达文书审查案件
台请送 service of documents at the request of Taiwan|台湾地区请求送达文书案件
港请送 service of documents at the request of Hong Kong|香港特别行政区法院请求送达文书案件
澳请送 service of documents at the request of Macao|澳门特别行政区法院请求送达文书案件
请台调 request to Taiwan for taking of evidence|请求台湾地区调查取证审查案件
请港调 request to Hong Kong for taking of evidence|请求香港特别行政区调查取证审查案件
请澳调 request to Macao for taking of evidence|请求澳门特别行政区法院调查取证审查案件
台请调 taking of evidence at the request of Taiwan|台湾地区请求调查取证案件
港请调 taking of evidence at the request of Hong Kong|香港特别行政区请求调查取证案件
澳请调 taking of evidence at the request of Macao|澳门特别行政区法院请求调查取证案件
请移管 transfer of a person sentenced in Taiwan|接收在台湾地区被判刑人案件
助移管 transfer of a sentenced person to Taiwan|向台湾地区移管被判刑人案件
请移赃 receipt of stolen goods handed over by Taiwan|接收台湾地区移交罪赃案件
助移赃 handing over of stolen goods to Taiwan|向台湾地区移交罪赃案件
协外认 recognition and enforcement of a foreign judgment or foreign arbitral award|承认与执行外国法院裁判、国外仲裁裁决审查案件
协他 other case of recognition and enforcement|承认与执行审查其他案件
协外送 service of documents for a foreign court|外国法院请求送达文书案件
请外送 request to a foreign court for service of documents|请求外国法院送达文书审查案件
协外调 taking of evidence for a foreign court|外国法院请求调查取证案件
请外调 request to a foreign court for taking of evidence|请求外国法院调查取证审查案件
请外移 transfer of a person sentenced abroad|接收在外国被判刑人案件
协外移 transfer of a sentenced person to a foreign country|向外国移管被判刑人案件
请外引 request for extradition from a foreign country|请求外国引渡案件
协外引 extradition to a foreign country|协助外国引渡案件
司惩 judicial detention or fine|司法拘留、罚款案件
司惩复 reconsideration of a judicial detention or fine|司法制裁复议案件
司救刑 judicial assistance in a criminal case|刑事司法救助案件
司救民 judicial assistance in a civil case|民事司法救助案件
司救行 judicial assistance in an administrative case|行政司法救助案件
司救赔 judicial assistance in a case of state compensation|国家赔偿司法救助案件
司救执 judicial assistance in enforcement|执行司法救助案件
司救访 judicial assistance to a petitioner in a lawsuit|涉诉信访司法救助案件
司救他 other case of judicial assistance|其他司法救助案件
财保 preservation of property before or without an action|非诉财产保全审查案件
行保 preservation of conduct before or without an action|非诉行为保全审查案件
行保复 reconsideration of a preservation of conduct|非诉行为保全复议案件
证保 preservation of evidence before or without an action|非诉证据保全审查案件
执 enforcement|首次执行案件
执恢 enforcement, resumed|恢复执行案件
执保 enforcement of a preservation of property|财产保全执行案件
执异 objection to enforcement|执行异议案件
执复 reconsideration in enforcement|执行复议案件
执监 supervision of enforcement|执行监督案件
执协 coordination of enforcement|执行协调案件
执他 other enforcement case|其他执行案件
清申 review of an application for compulsory liquidation|强制清算申请审查案件
清终 compulsory liquidation, appeal|强制清算上诉案件
清监 compulsory liquidation, supervision|强制清算监督案件
强清 compulsory liquidation|强制清算案件
破申 review of an application for bankruptcy|破产申请审查案件
破终 bankruptcy, appeal|破产上诉案件
破监 bankruptcy, supervision|破产监督案件
破 bankruptcy: liquidation, reorganisation or settlement|破产清算、重整、和解案件
"""  # noqa: E501
SPECIAL = "知"
_SPECIAL_WORDS = ("intellectual property", "知识产权")
_SYLLABLES = """
刑 Xing 初 Chu 终 Zhong 监 Jian 申 Shen 抗 Kang 再 Zai 没 Mo 核 He 医 Yi 更 Geng 他 Ta
辖 Xia 民 Min 行 Xing 撤 Che 特 Te 催 Cui 督 Du 保 Bao 令 Ling 审 Shen 复 Fu 赔 Pei
法 Fa 委 Wei 认 Ren 台 Tai 港 Gang 澳 Ao 请 Qing 送 Song 协 Xie 外 Wai 调 Diao 移 Yi
引 Yin 司 Si 惩 Cheng 救 Jiu 财 Cai 证 Zheng 执 Zhi 恢 Hui 异 Yi 清 Qing 强 Qiang
破 Po 知 Zhi 解 Jie 止 Zhi 备 Bei 教 Jiao 算 Suan 确 Que 提 Ti 管 Guan 助 Zhu 赃 Zang
访 Fang 商 Shang
"""
_WORDS = _SYLLABLES.split()
_PINYIN = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))


def _table() -> dict[str, tuple[str, str]]:
    rows = {}
    for line in _TABLE.strip().splitlines():
        code, _space, words = line.partition(" ")
        english, _bar, chinese = words.partition("|")
        rows[code] = (english, chinese)
    return rows


_TYPES = _table()
CODES = tuple(_TYPES)


@dataclass(frozen=True, slots=True)
class CaseType:
    """The meaning of a type code; empty if it is not in the table.

    `special` is that of the special code 专门审判代字 before it, if any.
    """

    code: str
    english: str
    chinese: str
    special: tuple[str, str]

    @property
    def is_known(self) -> bool:
        return bool(self.english)


def describe(code: str) -> CaseType:
    """Return the meaning of a code; a special one before it is read apart."""
    bare = code.removeprefix(SPECIAL)
    if code not in _TYPES and code != bare and bare in _TYPES:
        return CaseType(code, *_TYPES[bare], _SPECIAL_WORDS)
    return CaseType(code, *_TYPES.get(code, ("", "")), ("", ""))


def pinyin(code: str) -> str:
    """Return `Xie Wai Ren`, also of a code that is not in the table."""
    if not HAN_ONLY.fullmatch(code):
        return code
    return " ".join(_PINYIN.get(sign) or romanised(sign) for sign in code)


def _by_pinyin() -> dict[str, list[str]]:
    codes: dict[str, list[str]] = {}
    for code in (*CODES, *(SPECIAL + code for code in CODES)):
        codes.setdefault(pinyin(code).replace(" ", "").lower(), []).append(code)
    return codes


# `xingchu` → 刑初, 行初: pinyin has one spelling for both
BY_PINYIN = _by_pinyin()
# Words of translated numbers: (2019) SPC IP Civil Final 732 is (2019)最高法知民终732号
_TRANSLATED = {
    "ip": "知",
    "intellectual property": "知",
    "civil": "民",
    "criminal": "刑",
    "administrative": "行",
    "jurisdiction": "辖",
    "jurisdictional": "辖",
    "first": "初",
    "first instance": "初",
    "initial": "初",
    "final": "终",
    "second instance": "终",
    "retrial": "再",
    "enforcement": "执",
    "execution": "执",
}


def translated(words: list[str]) -> str:
    """Return `知民终` for the words IP Civil Final; "" for words of no known type."""
    code, left = "", [word.lower() for word in words]
    while left:
        pair = " ".join(left[:2])
        count = 2 if pair in _TRANSLATED else 1
        sign = _TRANSLATED.get(" ".join(left[:count]))
        if sign is None:
            return ""
        code, left = code + sign, left[count:]
    return code if describe(code).is_known else ""
