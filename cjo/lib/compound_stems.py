"""Parts of compounds: the words inside Internetgericht, rechtspraak, folkdomstol.

Only nouns that the site's readers look for are known, so that no part is a chance
likeness of letters.
"""

from collections.abc import Iterator
from functools import cache

_GERMAN = """
    abkommen angelegenheit anklage anspruch antrag anwalt arbeit auskunft ausschuss
    beamte behörde beklagte bericht beschluss beschwerde betrug beweis daten delikt
    dienst eigentum einwilligung entscheidung erklärung ermittlung familie forderung
    gebühr gefängnis geheimnis gericht gerichtsbarkeit gerichtshof geschäft gesetz
    gesetzbuch gesellschaft gesicht gewalt grundsatz haftung handel handlung information
    insolvenz interesse internet jugend kanzlei klage kommission kosten kriminalität
    marke medien nummer ordnung partei patent persönlichkeit person präsident privat
    prozess recht rechtsprechung register richter richtlinie sache schaden schutz
    sicherheit staat steuer strafe streit streitigkeit tatbestand urheber urteil
    unternehmen verbrechen vereinbarung verfahren verfassung verhandlung verletzung
    verordnung versicherung vertrag verwaltung vollstreckung vormundschaft vorschrift
    wettbewerb widerspruch wirtschaft zahlung zeuge zuständigkeit
"""
_DUTCH = """
    aangelegenheid aanklager advies advocaat arbeid arrest bedrijf beleid beroep
    beschikking bescherming beslissing bestuur bewijs boete college commissie contract
    dader dienst eigendom familie gegevens geheim geschil gezicht handel
    handhaving informatie instantie interesse internet jeugd kantoor klacht kosten
    maatregel markt media misdrijf nummer onderneming onderzoek overeenkomst overheid
    partij persoon plicht politie praktijk privacy procedure proces recht rechtbank
    rechter rechtspraak regel register schade staat straf toezicht uitspraak
    verantwoordelijkheid verdrag verordening verzekering volk vonnis voogdij vordering
    wetboek wetgeving zaak zaken personen
"""
_SWEDISH = """
    advokat anspråk arbete avgift avgörande avtal bedrägeri beslut bevis bolag
    brott dator domare domstol egendom familj fordran förening företag förordning
    förvaltning försäkring handel handling hemlighet information integritet intresse
    internet klagan konkurs kostnad kränkning lagstiftning marknad medier mål
    myndighet nummer ordning parter patent person personuppgift polis praxis process
    register rätt rättighet säkerhet samhälle sekretess skada skydd skyldighet straff
    stat tillsyn tvist ungdom upphovsrätt uppgift utredning verksamhet verkställighet
    vårdnad åklagare ärende
"""
_NOUNS = {"de": _GERMAN, "nl": _DUTCH, "sv": _SWEDISH}
# Endings of a part, and what joins it to the next
_ENDINGS = {
    "de": ("", "s", "es", "e", "en", "n", "er", "ern", "nen"),
    "nl": ("", "s", "en", "n", "e", "ing"),
    "sv": (
        *(
            "",
            "s",
            "en",
            "et",
            "n",
            "t",
            "ar",
            "er",
            "or",
            "erna",
            "arna",
            "orna",
            "na",
        ),
        *("ens", "ets", "ernas", "arnas"),
    ),
}
# They end like such a noun, and have nothing to do with it
_OTHERS = {
    "de": "gerecht senkrecht waagerecht waagrecht aufrecht tatsache ursache kandidat "
    "soldat mandat verdienst verhandel verhaftung herausforderung anforderung "
    "vorurteil einordnung unterordnung misshandlung misshandel",
    "nl": "gerecht oprecht terecht onrecht noodzaak noodzaken oorzaak oorzaken "
    "ontstaat veroorzaak veroorzaken verstaat verplicht verdienst mishandel "
    "onderhandel",
    "sv": "ändamål föremål upprätt förrätt förhandling avbrott utbrott samarbete",
}
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_BEFORE = 3  # letters of what stands before a part
_SHORTEST = 3  # letters of a part: mål


def compound_parts(word: str, language: str) -> Iterator[str]:
    """Yield the nouns that a written word is made of, from its end on."""
    nouns, rest = _nouns_by_form(language), word
    while rest not in nouns:
        # the longest noun at the end
        starts = range(_BEFORE, len(rest) - _SHORTEST + 1)
        start = next((at for at in starts if rest[at:] in nouns), None)
        if start is None or not nouns[rest[start:]]:
            return
        yield nouns[rest[start:]]
        rest = rest[:start]
    if rest != word and nouns[rest]:
        yield nouns[rest]


def noun_of(word: str, language: str) -> str:
    """Return the noun that a written word is a form of; "" if it is no known one."""
    return _nouns_by_form(language).get(word, "")


@cache
def _nouns_by_form(language: str) -> dict[str, str]:
    """Return the nouns by each of their forms; "" for words that only look alike."""
    forms: dict[str, str] = {}
    for words, is_noun in ((_NOUNS, True), (_OTHERS, False)):
        for word in words.get(language, "").split():
            for ending in _ENDINGS[language]:
                form = f"{word}{ending}"
                forms.setdefault(form, word if is_noun else "")
                # as somebody types it who has no umlauts
                forms.setdefault(form.translate(_UMLAUTS), word if is_noun else "")
    return forms
