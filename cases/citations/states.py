"""States and regions with laws of their own, as they stand before or behind a name.

Not all states: those whose laws texts compare with China's, in both languages.
"""

_ENGLISH = """
Afghan Afghanistan African Albania Albanian Algeria Algerian American America
Argentina Argentine Armenia Armenian Asian Australia Australian Austria Austrian
Azerbaijan Bavaria Bavarian Belarus Belarusian Belgian Belgium Bolivia Bolivian
Brazil Brazilian Britain British Bulgaria Bulgarian California Californian Cambodia
Cambodian Canada Canadian Catalan Chile Chilean Colombia Colombian Croatia Croatian
Cuba Cuban Cyprus Czech Danish Delaware Denmark Dubai Dutch Egypt Egyptian England
English Estonia Estonian Ethiopia Ethiopian EU European Finland Finnish Florida
France French Georgia Georgian German Germany Ghana Greece Greek Hungarian Hungary
Iceland India Indian Indonesia Indonesian Iran Iranian Iraq Iraqi Ireland Irish
Israel Israeli Italian Italy Japan Japanese Jordan Kazakhstan Kenya Kenyan Korea
Korean Kuwait Kyrgyz Lao Laos Latvia Latvian Lebanese Lebanon Lithuania Lithuanian
Louisiana Luxembourg Macanese Macao Macau Malaysia Malaysian Malta Mexican Mexico
Mongolia Mongolian Montenegro Moroccan Morocco Myanmar Nepal Netherlands Nigeria
Nigerian Norway Norwegian Pakistan Pakistani Peru Peruvian Philippine Philippines
Poland Polish Portugal Portuguese Qatar Quebec Québec Roman Romania Romanian Russia
Russian Rwanda Saudi Scotland Scottish Serbia Serbian Singapore Singaporean Slovak
Slovakia Slovenia Slovenian Soviet Spain Spanish Swedish Sweden Swiss Switzerland
Taiwan Taiwanese Tajikistan Tanzania Texan Texas Thai Thailand Tunisia Turkey Turkish
Türkiye UAE UK Ukraine Ukrainian Uruguay US USA USSR Uzbek Uzbekistan Venezuela
Vietnam Vietnamese Virginia Welsh Zambia Zimbabwe
"""
_ENGLISH_LONG = (
    "Hong Kong", "New York", "New Zealand", "South Africa", "South African",
    "South Korea", "South Korean", "North Korea", "Saudi Arabia", "Sri Lanka",
    "United Kingdom", "United States", "European Union", r"U\.S\.", r"U\.K\.",
    r"U\.S\.A\.", r"E\.U\.", r"N\.Y\.", r"Cal\.", r"La\.", r"R\.O\.C\.",
    "ROC", "HKSAR", "DPRK",
    "Republic of China", "Republic of Korea", "Russian Federation",
)  # fmt: skip
_CHINESE = """
阿根廷 埃及 埃塞俄比亚 爱沙尼亚 奥地利 澳大利亚 澳洲 澳门 巴西 巴拿马 白俄罗斯 比利时
秘鲁 冰岛 波兰 朝鲜 丹麦 俄罗斯 俄国 菲律宾 芬兰 哥伦比亚 古巴 哈萨克斯坦 荷兰 加拿大
加利福尼亚 加州 柬埔寨 捷克 克罗地亚 魁北克 拉脱维亚 老挝 立陶宛 路易斯安那 卢森堡
罗马 罗马尼亚 马来西亚 蒙古 蒙古国 缅甸 墨西哥 南非 尼日利亚 挪威 欧盟 欧洲 葡萄牙
日本 瑞典 瑞士 塞尔维亚 沙特 沙特阿拉伯 斯洛伐克 斯洛文尼亚 苏俄 苏联 台湾 泰国
土耳其 委内瑞拉 乌克兰 乌兹别克斯坦 西班牙 希腊 香港 新加坡 新西兰 匈牙利 伊拉克 伊朗
以色列 意大利 印度 印度尼西亚 印尼 英格兰 越南 智利 中华民国 普鲁士 巴伐利亚 大清
民国 清末 德意志 法兰西 伪满
"""

ENGLISH = "|".join([*_ENGLISH_LONG, *_ENGLISH.split()])
# any 国 but China: 德国, 韩国, 外国
CHINESE = "|".join([*_CHINESE.split(), "(?<![我中全])国", "联邦", "法域"])
