"""The site's twenty languages: names, direction, CLDR locale, path prefix."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.translation import get_language as active_language


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the site.

    `code` is BCP 47 in lower case, as Django writes it; `tag` is BCP 47 as HTML and
    feeds print it; `locale` names its CLDR data (English follows en-GB).
    """

    code: str
    endonym: str
    english: str
    locale: str
    direction: str = "ltr"
    # who signs for the words of the interface in it; "" while nobody has read them
    reviewed_by: str = ""

    @property
    def tag(self) -> str:
        return "zh-Hans" if self.code == "zh-hans" else self.code

    @property
    def prefix(self) -> str:
        """Return the first part of each path in this language; "" for English."""
        return "" if self.code == "en" else f"/{self.code}"

    @property
    def is_ready(self) -> bool:
        return self.code in settings.LANGUAGES_READY


# In the order of the language menu
LANGUAGES = (
    Language("en", "English", "English", "en_GB"),
    Language("ar", "العربية", "Arabic", "ar", "rtl"),
    Language("zh-hans", "简体中文", "Chinese (Simplified)", "zh_Hans_CN"),
    Language("nl", "Nederlands", "Dutch", "nl"),
    Language("fr", "Français", "French", "fr"),
    Language("de", "Deutsch", "German", "de"),
    Language("hi", "हिन्दी", "Hindi", "hi"),
    Language("it", "Italiano", "Italian", "it"),
    Language("ja", "日本語", "Japanese", "ja"),
    Language("ko", "한국어", "Korean", "ko"),
    Language("pt", "Português", "Portuguese", "pt"),
    Language("ru", "Русский", "Russian", "ru"),
    Language("es", "Español", "Spanish", "es"),
    Language("sv", "Svenska", "Swedish", "sv"),
    Language("he", "עברית", "Hebrew", "he", "rtl"),
    Language("id", "Bahasa Indonesia", "Indonesian", "id"),
    Language("vi", "Tiếng Việt", "Vietnamese", "vi"),
    Language("th", "ไทย", "Thai", "th"),
    Language("tr", "Türkçe", "Turkish", "tr"),
    Language("ms", "Bahasa Melayu", "Malay", "ms"),
)
CODES = frozenset(language.code for language in LANGUAGES)
CHOICES = [(language.code, language.english) for language in LANGUAGES]


@cache
def get_language(code: str) -> Language:
    """Return the language; raise KeyError if the site does not have it."""
    for language in LANGUAGES:
        if language.code == code:
            return language
    raise KeyError(code)


def ready_languages() -> list[Language]:
    """Return the languages with feeds, hreflang and a place in the sitemap."""
    return [language for language in LANGUAGES if language.is_ready]


def page_language() -> str:
    """Return the code of the language of the page that is being made."""
    return active_language() or settings.LANGUAGE_CODE
