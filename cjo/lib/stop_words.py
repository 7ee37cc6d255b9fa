"""Stop words: words that nearly every text of a language has."""

from functools import cache

from cjo.lib.english_stems import OTHER_LATIN, STOP_WORDS
from cjo.lib.search_folding import Word, folded, written_runs

_BY_LANGUAGE = {
    "nl": "de het een en van in op te met voor door aan bij naar om over uit tot als "
    "dat die dit is zijn was werd wordt of",
    "fr": "le la les un une des du de et en à au aux par pour sur dans avec sans que "
    "qui ou où est sont ce cet cette ces se sa son ses leur l d qu",
    "de": "der die das den dem des ein eine einer eines einem einen und oder in im an "
    "am auf aus bei mit nach von vom vor zu zum zur für über durch gegen ist sind "
    "war wird werden als auch dass nicht sich",
    "hi": "का की के में से को पर ने और या है हैं था थे यह वह एक भी तक लिए द्वारा",
    "it": "il lo la i gli le un uno una di del dello della dei degli delle a al allo "
    "alla ai agli alle da dal dalla in nel nella nei con per su sul sulla tra fra "
    "e ed o che chi è sono",
    "pt": "o a os as um uma de do da dos das e em no na nos nas por pelo pela pelos "
    "pelas para com que se ou é são ao aos à às",
    "ru": "в во на и с со к ко по о об от из за для у не что как это а или при до под",
    "es": "el la los las un una unos unas de del al a y e o u en por para con que se "
    "su sus es son lo como sobre",
    "sv": "en ett den det de och i på av för med till om från som att är var vid under "
    "genom eller",
    "ar": "في من إلى على عن مع أن إن ما لا هذا هذه التي الذي و أو ثم قد كان بين",
    "he": "של את על עם אל מן כי לא או זה זו הוא היא אשר גם",
    "id": "di ke dari dan atau yang untuk dengan pada oleh dalam ini itu adalah para "
    "sebagai tentang",
    "ms": "di ke dari dan atau yang untuk dengan pada oleh dalam ini itu ialah adalah "
    "para sebagai tentang daripada kepada",
    "vi": "và của các những là cho với về trong",
    "tr": "ve ile bir bu şu için da de ki mi olarak veya gibi",
}


def is_stop_word(word: Word, language: str) -> bool:
    """Return whether it is one, as typed: in Vietnamese lá is a leaf, là is no noun."""
    if len(word.tokens) != 1:
        return False
    written = written_runs(word.typed) or [word.tokens[0]]
    return written[0] in _words(language)


@cache
def _words(language: str) -> frozenset[str]:
    """Return the words, also without accents. English ones where letters are others."""
    written = _BY_LANGUAGE.get(language, "").split()
    own = frozenset([*written, *map(folded, written)])
    return own if language in OTHER_LATIN else own | STOP_WORDS
