"""How hard a text is to read: the Flesch-Kincaid grade, worked out offline.

The formula is that of Kincaid, Fishburne, Rogers and Chissom, "Derivation of New Readability Formulas (Automated
Readability Index, Fog Count and Flesch Reading Ease Formula) for Navy Enlisted Personnel", Research Branch Report 8-75,
1975: 0.39 x words per sentence + 11.8 x syllables per word - 15.59.

Syllables are counted by a rule of our own: each run of vowels is one, a silent *e* (and *ed*, *es*) at the end is none,
and a few pairs that sound apart are two. ``EXCEPTIONS`` names words that the rule gets wrong.
``tests/test_reading_level.py`` holds the rule against words counted by hand.
"""

from __future__ import annotations

import re

# US school grade; what peer supporters read stays at or below it.
CEILING = 8.0
EXCEPTIONS = {
    "area": 3, "baa": 3, "business": 2, "client": 2, "every": 2, "everyone": 3, "id": 2, "idea": 3, "ids": 2,
    "people": 2, "quiet": 2, "science": 2, "someone": 2, "something": 2, "sometimes": 2, "wireless": 2,
}  # fmt: skip
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*|[0-9]+")
# A point inside a number, a file name or an address ends no sentence.
_END = re.compile(r"[.!?:;]+(?=\s|$)|\n+")
_RUNS = re.compile(r"[aeiouy]+")
_APART = re.compile(r"ia(?!l\b|n\b)|io(?!n|u)|[aeo]ing\b|uou?s\b|eo\b|[^cst]ien|dea\b|rea[tc]e")
_SILENT = re.compile(
    r"(?<=[a-z])(?:(?<![aeiouy])(?<!l)e|(?<=[aeiouyr])le|(?<![td])ed|(?<![csxzghaeiouy])(?<![^aeiouyr]l)es)$"
)


def syllables(word: str) -> int:
    """How many syllables a word has, at least one; a number is read digit by digit."""
    word = word.lower().strip("'-")
    if word.isdigit():
        return len(word)
    if word in EXCEPTIONS:
        return EXCEPTIONS[word]
    if "-" in word:
        return sum(syllables(part) for part in word.split("-") if part)
    bare = re.sub(r"'(s|ll|re|ve|d|m)$", "", word).replace("n't", "nt")
    count = len(_RUNS.findall(bare)) + len(_APART.findall(bare))
    if _SILENT.search(bare) and len(_RUNS.findall(bare)) > 1:
        count -= 1
    return max(1, count + (1 if word.endswith(("dn't", "sn't")) else 0))


def words(text: str) -> list[str]:
    """The words and numbers of a text; commands between back-quotes are typed, not read."""
    return _WORD.findall(re.sub(r"`[^`]*`", "it", text.replace("\u2019", "'")))


def sentences(text: str) -> list[str]:
    """The sentences of a text; a colon or semicolon ends one, as it gives the reader a rest."""
    return [part for part in _END.split(text) if _WORD.search(part)]


def grade(text: str) -> float:
    """The US school grade that reads a text with ease; below zero for the simplest."""
    found = words(text)
    if not found:
        return 0.0
    per_sentence = len(found) / len(sentences(text))
    per_word = sum(map(syllables, found)) / len(found)
    return 0.39 * per_sentence + 11.8 * per_word - 15.59
