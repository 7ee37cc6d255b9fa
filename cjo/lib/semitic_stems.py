"""Arabic and Hebrew stems: words without the small words that are written onto them."""

import re
from collections.abc import Iterator

# Words take these in a fixed order: “and”, then “in” or “to”, then the article
_ARABIC_PREFIX = re.compile("(?:و|ف)?(?:ال|بال|كال|لل|[بل])|و")
_HEBREW_PREFIX = re.compile("ו?(?:שה|כשה|מה|ש?[הבל]|ש)|ו")
_SHORTEST = 3  # letters that a word has behind its prefixes

# Words that begin with such letters, of which the rest is another word. Folded
_ARABIC_WORDS = """
    الان الذي التي الذين اللجنه الزام الغاء التزام التماس التحاق الهام الكتروني
    الكترونيه الالكتروني الالكترونيه
    بطاقه بعيد بحريه بالغ بالغين بدايه بريد بناء بيان بيانات بيئه بنود بلاغ برنامج برامج
    بطلان بصمه بصمات بائع بديل بدون بشان باطل باحث بحوث بقاء بلاد بلدان بكين بنوك
    لجنه لجان لائحه لوائح لقاء لحظه لوحه لباس لغات لذلك لديه لديها لازم لاحق لاحقه
    وثيقه وثائق وكاله وكيل وكلاء ولايه ولايات وزاره وزير وزراء وصول وصيه وصايه وصاه
    وفاه وفيات وسيط وساطه وسائل وسيله وحده وحدات واقع واقعه وقائع واجب واجبات والد والده
    والدين والديه والدي وارد وارده وارث ورثه وراء ورقه وظيفه وظائف وجود وجوب وقوع وضوح
    وعود ولاده وديعه وطني وطنيه واحد واحده واضح واضحه وليس ولكن وقف وقفه وفقا
"""
_HEBREW_WORDS = """
    בקשה בקשת בקשות ברית בריאות ברירה בחירה בחירות בדיקה בעיה בעיות בעלים בעלות בכיר
    בכירים בהתאם בטיחות ביטחון ביטוח ביטול ביצוע ביקורת בירור בית בנייה בנקים בסיס
    בורר בוררות בודד בודדים בגיר בגירים בגרות בלבד במה במקום בשר בשורה בתולה
    הבין הודעה הודעות הודו הוראה הוראות הוצאה הוצאות הורים הורה הוכחה הוכחות הולך
    הזדמנות החזר הטבה היתר היתרים הליך הליכים הלכה הלכות הלוואה המשך הנאה הנהלה הנחה
    הנחיה הנחיות הסדר הסדרים הסכם הסכמה הסכמי הסכמים הסבר הערה הערות הפצה הפרה הפרת
    הפרות הצעה הצעות הצהרה הקלטה הקמה הרשאה הרשעה השבה השכרה השפעה השקעה התאמה
    הגנה הגשה הדדי הדדיות הכרה הכרעה הכנסה הכנסות הכשרה הון הונאה האם האזנה האשמה
    ועדה ועדות ועדת וידאו ודאי ודאות ויכוח ויתור ותיק ותק וטו
    לאחר לבוש לבן לבנה לבנים להיות לוחות לומד לחץ לחצים לידה לילה לימוד לימודים לכן
    למידה למעט לקוח לקוחות לשון לשכה לשכת לפני לפיכך לרבות
    מהיר מהימן מהימנות מהומה מהות מהותי מהותית מהלך מהלכים מהנדס מהדורה
    שאלה שאלות שבועה שבועות שביתה שגיאה שגיאות שגרה שווה שוויון שוטר שוטרים שולחן שומר
    שומרים שופט שופטים שופטת שותף שותפים שחקן שיטה שיטות שינוי שיתוף שכונה שכר שכירות
    שלילה שליטה שליש שלום שליח שמונה שמירה שנים שעבוד שעון שפה שקר שרים שרות שירות
    שירותים שטר שטרות שלבים שבעה שלוש שלושה שמאי שמאות
"""
_ARABIC_WHOLE = frozenset(_ARABIC_WORDS.split())
_HEBREW_WHOLE = frozenset(_HEBREW_WORDS.split())
_FINALS = str.maketrans("כמנפצ", "ךםןףץ")
_HEBREW = re.compile("[א-ת]+")
_ARABIC = re.compile("[ء-ي]+")


def arabic_stems(folded: str) -> Iterator[str]:
    """Yield an Arabic word, then shorter ones: without prefixes, in the singular."""
    if not _ARABIC.fullmatch(folded):
        return
    forms = list(_bare(folded, _ARABIC_PREFIX, _ARABIC_WHOLE))
    yield from forms
    for bare in {forms[0]: None, forms[-1]: None}:
        stem, ending = bare[:-2], bare[-2:]
        if len(stem) >= _SHORTEST and ending == "ات":
            yield from (f"{stem}ه", stem)  # معلومات, معلومة; قرارات, قرار
        elif len(stem) >= _SHORTEST and ending == "يه":
            yield f"{stem}ي"  # شخصية, شخصي


def hebrew_stems(folded: str) -> Iterator[str]:
    """Yield a Hebrew word, then shorter ones: without prefixes, in the singular."""
    if not _HEBREW.fullmatch(folded):
        return
    for bare in _bare(folded, _HEBREW_PREFIX, _HEBREW_WHOLE):
        yield bare
        stem, plural = bare[:-2], bare[-2:]
        if len(stem) >= _SHORTEST and plural == "ים":
            yield stem[:-1] + stem[-1].translate(_FINALS)
        elif len(stem) >= _SHORTEST and plural == "ות":
            yield f"{stem}ה"


def _bare(word: str, prefix: re.Pattern[str], whole: frozenset[str]) -> Iterator[str]:
    """Yield a word, and the rest behind each prefix that it may have."""
    yield word
    if word in whole:
        return
    bare = {
        word[length:]
        for length in range(1, 5)
        if prefix.fullmatch(word, 0, length) and len(word) - length >= _SHORTEST
    }
    # השופט: a shorter prefix leaves a word that takes none
    for rest in sorted(bare, key=len, reverse=True):
        yield rest
        if rest in whole:
            return
