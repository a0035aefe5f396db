"""Countries by the words for their people: "an American actor" is from the United States."""

import re
from functools import cache

__all__ = ["country_of", "peoples_in"]

_COUNTRIES = """
Afghanistan Afghan;Albania Albanian;Algeria Algerian;Argentina Argentine Argentinian;Armenia Armenian
Australia Australian;Austria Austrian;Azerbaijan Azerbaijani;Bangladesh Bangladeshi;Belarus Belarusian
Belgium Belgian;Bolivia Bolivian;Bosnia Bosnian;Brazil Brazilian;Bulgaria Bulgarian;Burma Burmese
Cambodia Cambodian;Cameroon Cameroonian;Canada Canadian;Chile Chilean;China Chinese;Colombia Colombian
Croatia Croatian Croat;Cuba Cuban;Cyprus Cypriot;Czech_Republic Czech;Denmark Danish;Ecuador Ecuadorian
Egypt Egyptian;England English;Estonia Estonian;Ethiopia Ethiopian;Finland Finnish;France French
Georgia Georgian;Germany German;Ghana Ghanaian;Greece Greek;Guatemala Guatemalan;Haiti Haitian;Hungary Hungarian
Iceland Icelandic;India Indian;Indonesia Indonesian;Iran Iranian Persian;Iraq Iraqi;Ireland Irish;Israel Israeli
Italy Italian;Jamaica Jamaican;Japan Japanese;Jordan Jordanian;Kazakhstan Kazakh;Kenya Kenyan;Korea Korean
Kuwait Kuwaiti;Latvia Latvian;Lebanon Lebanese;Libya Libyan;Lithuania Lithuanian;Malaysia Malaysian
Malta Maltese;Mexico Mexican;Mongolia Mongolian;Morocco Moroccan;Nepal Nepalese Nepali;Netherlands Dutch
New_Zealand New_Zealander;Nicaragua Nicaraguan;Nigeria Nigerian;Norway Norwegian;Pakistan Pakistani
Palestine Palestinian;Panama Panamanian;Paraguay Paraguayan;Peru Peruvian;Philippines Filipino Philippine
Poland Polish;Portugal Portuguese;Romania Romanian;Russia Russian;Rwanda Rwandan;Saudi_Arabia Saudi
Scotland Scottish;Senegal Senegalese;Serbia Serbian;Singapore Singaporean;Slovakia Slovak
Slovenia Slovene Slovenian;Somalia Somali;South_Africa South_African;South_Korea South_Korean
Soviet_Union Soviet;Spain Spanish;Sri_Lanka Sri_Lankan;Sudan Sudanese;Sweden Swedish;Switzerland Swiss
Syria Syrian;Taiwan Taiwanese;Thailand Thai;Tunisia Tunisian;Turkey Turkish;Uganda Ugandan;Ukraine Ukrainian
United_Kingdom British;United_States American;Uruguay Uruguayan;Venezuela Venezuelan;Vietnam Vietnamese
Wales Welsh;Yugoslavia Yugoslav;Zambia Zambian;Zimbabwe Zimbabwean
"""


@cache
def _table() -> dict[str, str]:
    found = {}
    for line in re.split(r"[;\n]", _COUNTRIES.strip()):
        country, *peoples = (word.replace("_", " ") for word in line.split())
        found.update(dict.fromkeys(peoples, country))
    return found


@cache
def _expression() -> re.Pattern[str]:
    words = sorted(_table(), key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(words)})\b(?!\s+(?:Revolution|Civil|Empire|Open|Film|Academy|Association))")


def country_of(people: str) -> str:
    """The country of a people or its adjective; empty where none is known.

    >>> country_of("Danish"), country_of("Martian")
    ('Denmark', '')
    """
    return _table().get(people, "")


def peoples_in(text: str) -> tuple[tuple[str, int, int], ...]:
    """The words for peoples in an English text with their offsets, in order."""
    return tuple((match[0], *match.span()) for match in _expression().finditer(text))
