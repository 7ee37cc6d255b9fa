import unittest

from cjo.lib.collation import sort_key

# Each list is in the order of a dictionary of the language
IN_ORDER = {
    "en": ["Beijing", "beijing court", "Éclair", "Eden"],
    "de": ["Ableitung", "Ältere", "Amtsgericht", "Öffentliches", "Ordnung", "Zivil"],
    "fr": ["Eau", "Échange", "Effet"],
    "sv": ["Adel", "Zon", "Åklagare", "Ämne", "Öl"],
    "es": ["nube", "nunca", "ñame", "oro"],
    "ru": ["Ива", "Иск", "Йод", "Капитал"],
    "tr": ["Cami", "Çevre", "Dava", "Hukuk", "Ilgaz", "İcra", "Özel", "Para"],
    "vi": ["An", "Ăn", "Ân", "Bị đơn", "Dân sự", "Đất đai", "Ơn", "Phí"],
    "th": ["กฎหมาย", "เกาะ", "ขาย", "แขวง", "ค้า", "ไทย"],
    "ko": ["가나", "민법", "해사법원"],
    "ja": ["アジア", "いんたーねっと", "ウェブ", "安全", "民法典"],
    "zh-hans": ["安徽", "北京", "成都", "广州", "杭州", "上海", "重庆", "最高人民法院"],
    "he": ["אזרחי", "בית", "משפט"],
    "ar": ["القانون", "المحكمة", "محكمة"],
}


class CollationTests(unittest.TestCase):
    def test_it_sorts_names_as_a_dictionary_of_the_language_does(self) -> None:
        for language, names in IN_ORDER.items():
            with self.subTest(language=language):
                mixed = sorted(names, key=lambda name: name[::-1])
                key = lambda name, language=language: sort_key(name, language)  # noqa: E731
                self.assertEqual(names, sorted(mixed, key=key))

    def test_it_takes_any_sign(self) -> None:
        for language in IN_ORDER:
            self.assertTrue(sort_key("𝒜 🏛 Ω 京", language))
