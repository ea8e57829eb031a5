"""Other languages than English: a folder of files each. What is missing or out of date is said in English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from peerkit.datafile import Value
from peerkit.datafile.compiled import read_shipped
from peerkit.model.speech import ENGLISH, Speech

SHIPPED = Path(__file__).parent
SCHEMA = "peerkit.translation/1"
PROMPTS = "prompts.yaml"
SEEN = "seen.yaml"
_PARTS = ("statement", "why", "fix")


def languages() -> tuple[str, ...]:
    """The codes of the languages there are, English first."""
    return (ENGLISH, *sorted(path.parent.name for path in SHIPPED.glob(f"*/{PROMPTS}")))


def language_named(name: str) -> str:
    """The language a locale such as ``es_MX.UTF-8`` stands for; English where there is none of it."""
    code = name.replace("-", "_").split("_")[0].split(".")[0].lower()
    return code if code in languages() else ENGLISH


def load_speech(language: str) -> Speech:
    """All texts of a language. Raises ``BadData``."""
    if language == ENGLISH:
        return Speech()
    texts: dict[str, str] = {}
    keys: dict[str, str] = {}
    items: dict[tuple[str, str], tuple[str, str, str]] = {}
    seen: dict[str, str] = {}
    for path in translation_files(language):
        found = read_shipped(path, _translation)
        texts.update(found.texts)
        keys.update(found.keys)
        items.update(found.items)
        seen.update(found.seen)
    return Speech(language, texts, keys, items, seen)


def translation_files(language: str) -> Iterator[Path]:
    """The files of a language: prompts, what the machine says, then one for each checklist and pathway."""
    folder = SHIPPED / language
    yield folder / PROMPTS
    yield from sorted(folder.glob(SEEN))
    yield from sorted((folder / "checklists").glob("*.yaml"))


def _translation(value: Value) -> Speech:
    record = value.record(("schema",), ("texts", "keys", "items", "seen"))
    record["schema"].choice({SCHEMA: SCHEMA})
    texts = record.get("texts", lambda entry: entry.each_named(_text), {})
    keys = record.get("keys", lambda entry: entry.each_named(lambda _, key: key.word()), {})
    if len(set(keys.values())) < len(keys):
        record["keys"].fail("two answers share a key")
    items: Mapping[str, tuple[str, tuple[str, str, str]]] = record.get("items", lambda v: v.each_named(_item), {})
    seen = record.get("seen", lambda entry: entry.each_named(_text), {})
    return Speech("", texts, keys, {(item, made_from): said for item, (made_from, said) in items.items()}, seen)


def _text(english: str, value: Value) -> str:
    text = value.text()
    if sorted(_blanks(english)) != sorted(_blanks(text)):
        value.fail(f"expected the same words in curly brackets as in {english!r}")
    return text


def _blanks(text: str) -> list[str]:
    from string import Formatter

    return [name for _, name, _, _ in Formatter().parse(text) if name is not None]


def _item(_: str, value: Value) -> tuple[str, tuple[str, str, str]]:
    record = value.record(("of", *_PARTS))
    statement, why, fix = (record[part].text() for part in _PARTS)
    return record["of"].matching(r"[0-9a-f]{8}", "the mark of the English text"), (statement, why, fix)
