# ruff: noqa: E501  # each mistake is one row
"""Every mistake is refused where it stands: file, line, column, key, and what was expected."""

import pytest

from peerkit.datafile import parse
from peerkit.errors import BadData
from peerkit.platformdata.reading import names_of, read_whole
from tests.platformdata.small import SMALL, place, spoiled


def read(text):
    return read_whole(parse(text, "facts.yaml"))


def test_the_sound_file_is_read():
    sheet = read(SMALL)
    assert list(sheet.platforms) == ["app-free", "app-old"]
    assert names_of(sheet.platforms) == {"app-free": "app-free", "app-old": "app-old", "app": "app-free"}


E2EE = "video-1to1: {value: default-on, as_of"
MISTAKES = {
    "a word nobody defined": (E2EE, "video-1to1: {value: default, as_of", "default, as_of", "did you mean 'default-on'?"),
    "no source": (
        '{value: [room, code], as_of: "2026-11-20", confidence: medium, source: memory}',
        '{value: [room, code], as_of: "2026-11-20", confidence: medium}', '{value: [room, code], as_of: "2026-11-20", confidence: medium}',
        "the key 'source' is missing",
    ),
    "no confidence": ('public, as_of: "2026-11-20", confidence: high,', 'public, as_of: "2026-11-20",', '{value: public, as_of: "2026-11-20",', "the key 'confidence' is missing"),
    "no date": ('public, as_of: "2026-11-20",', "public,", "{value: public,", "the key 'as_of' is missing"),
    "no value": ("{value: public, as_of", "{as_of", '{as_of: "2026-11-20", confidence: high, source: page}\nsources', "the key 'value' is missing"),
    "a date in the future": ('16.99, as_of: "2026-11-20"', '16.99, as_of: "2999-01-01"', '"2999-01-01"', "2999-01-01 lies in the future"),
    "a date without quotes": ('16.99, as_of: "2026-11-20"', "16.99, as_of: 2026-11-20", "2026-11-20, confidence: high, source: page}\n    lost", "put it in quotes"),
    "a day that does not exist": ('16.99, as_of: "2026-11-20"', '16.99, as_of: "2026-02-30"', '"2026-02-30"', "not a day of the calendar"),
    "an unknown source": ("source: memory}", "source: memories}", "memories", "did you mean 'memory'?"),
    "a source nothing leans on": ("source: memory}", "source: page}", '{title: "Not looked up"', "nothing leans on this source"),
    "memory that is sure": ("confidence: medium, source: memory}", "confidence: high, source: memory}", "high, source: memory}", "allows at most medium"),
    "an interested source that is sure": ("confidence: low, source: other-page}]}\n      price", "confidence: high, source: other-page}]}\n      price", "high, source: other-page}]}\n      price", "allows at most medium"),
    "memory with a second source": ("source: memory}", "source: memory, also: [page]}", "[page]}", "no second source"),
    "an unknown that claims a source": ('{value: unknown, as_of: "2026-11-20", note: "Look."}', '{value: unknown, as_of: "2026-11-20", source: page}', "source: page}\n      door", "unknown key"),
    "an unknown without the day we looked": ('{value: unknown, as_of: "2026-11-20", note: "Look."}', '{value: unknown, note: "Look."}', '{value: unknown, note: "Look."}\n      door', "the key 'as_of' is missing"),
    "a function left out": ("        others: {value: unknown", "        broadcast: {value: unknown", "broadcast: {value: unknown", "unknown key"),
    "a function not answered": ('        others: {value: unknown, as_of: "2026-11-20", note: "Look."}\n', "", "video-1to1: {value: default-on", "no answer for video-group"),
    "by function where it is not": ("      price: {value: 16.99", "      price:\n        others: {value: 16.99", "others: {value: 16.99", "does not differ by function"),
    "a criterion not answered": ('      door: {value: [room, code], as_of: "2026-11-20", confidence: medium, source: memory}\n', "", 'status: {value: active', "the key 'door' is missing"),
    "a criterion nobody defined": ("      price: {value: 16.99", "      prize: {value: 16.99", "prize: {value: 16.99", "did you mean 'price'?"),
    "half a person": ("{value: 40,", "{value: 40.5,", "40.5", "expected a whole number"),
    "nobody": ("{value: 40,", "{value: 0,", "0, as_of", "expected a number from 1"),
    "a negative price": ("{value: 16.99,", "{value: -1,", "-1, as_of", "expected a number from 0"),
    "one word for a set": ("{value: [room, code],", "{value: room,", "room, as_of", "expected a list"),
    "an empty set": ("{value: [room, code],", "{value: [],", "[], as_of", "at least one word"),
    "a word twice": ("{value: [room, code],", "{value: [room, room],", "[room, room]", "stands here twice"),
    "unknown inside a set": ("{value: [room, code],", "{value: [room, unknown],", "unknown], as_of", "expected one of"),
    "a conflict that agrees": ("conflicts: [{value: 50", "conflicts: [{value: 40", "{value: 40, as_of: \"2026-01-01\"", "must say something else"),
    "an alias that is taken": ("aliases: [app]", "aliases: [app-old]", "app-old]", "belongs to 'app-old' already"),
    "a successor nobody knows": ("replaced_by: [app-free]", "replaced_by: [app-new]", "app-new]", "there is no platform 'app-new'"),
    "a successor under its old name": ("replaced_by: [app-free]", "replaced_by: [app]", "app]\n    answers", "there is no platform 'app'"),
    "an end of what runs on": ("    summary: An app.", '    summary: An app.\n    ended: "2020"', '"2020"\n    practices', "only a retired or renamed entry"),
    "retired without an end": ('    ended: "2021-10"\n', "", "name: App (old)", "when was it shut down?"),
    "an end in the future": ('ended: "2021-10"', 'ended: "2999"', '"2999"', "lies in the future"),
    "a fact not answered": ('      connect: {says: "A link.", as_of: "2026-11-20", confidence: high, source: page, conflicts: [{says: "A code.", as_of: "2026-01-01", confidence: low, source: other-page}]}\n', "", "baa: {says", "the key 'connect' is missing"),
    "an unknown fact with nothing to find out": ('{says: unknown, as_of: "2026-11-20", note: "Look."}', '{says: unknown, as_of: "2026-11-20"}', '{says: unknown', "the key 'note' is missing"),
    "a step for nobody": ("{who: host,", "{who: boss,", "boss", "expected one of host, participant"),
    "history out of order": ('{date: "2022-07"', '{date: "2019-07"', '- {date: "2020"', "expected the oldest first"),
    "a kind nobody defined": ("    kind: video\n    aliases", "    kind: radio\n    aliases", "radio", "expected one of"),
    "a function nobody defined": ("functions: [video-1to1, video-group]", "functions: [video-1to1, vide-group]", "vide-group", "did you mean"),
    "an unknown key": ("    summary: An app.", "    summary: An app.\n    colour: red", "colour: red", "unknown key"),
    "a name that is no id": ("  app-old:", "  App Old:", "name: App (old)", "not a name of small letters"),
    "a link that is no web address": ('"https://example.org/help"', '"javascript:alert(1)"', '"javascript:alert(1)"', "starts with https://"),
    "a web address with a quote in it": ('"https://example.org/help"', "\"https://example.org/'onclick=\"", "\"https://example.org/'", "starts with https://"),
    "a source without an address": (', url: "https://example.org/help"', "", '{title: "Help"', "every other source needs its url"),
    "points out of bounds": ("{points: 0.6, words: a waiting room}", "{points: 1.6, words: a waiting room}", "1.6", "expected a number from 0 to 1"),
    "no word for unknown": ('      none: {points: 0.0, words: "no"}\n      unknown: {words: not known}', '      none: {points: 0.0, words: "no"}', "default-on: {points", "the word unknown is missing"),
    "an unknown with points": ('words: "no"}\n      unknown: {words', 'words: "no"}\n      unknown: {points: 0, words', "points: 0, words: not known}", "unknown key"),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(MISTAKES))
def test_mistakes_are_named_where_they_stand(name):
    old, new, where, expected = MISTAKES[name]
    text = spoiled(old, new)
    with pytest.raises(BadData) as caught:
        read(text)
    line, column = place(text, where)
    found = [(problem.line, problem.column, problem.what) for problem in caught.value.problems]
    assert [what for at, col, what in found if (at, col) == (line, column) and expected in what], (line, column, found)
    assert caught.value.message.startswith("facts.yaml:")


def test_points_beside_null_must_span_everything():
    assert read(spoiled("default-on: {points: 1.0", "default-on: {points: 0.9"))
    text = spoiled('none: {points: 0.0, words: "no"}', 'none: {points: null, words: "no"}')
    with pytest.raises(BadData, match="must reach from 0 to 1"):
        read(text)


def test_all_mistakes_are_told_at_once():
    text = (
        spoiled("{who: host,", "{who: boss,")
        .replace("value: 16.99", "value: -1")
        .replace("value: public", "value: pub")
    )
    with pytest.raises(BadData) as caught:
        read(text)
    assert len(caught.value.problems) >= 2


def test_a_function_is_not_forgotten():
    with pytest.raises(BadData, match="expected exactly these"):
        read(spoiled("  broadcast: one speaks\n", ""))


@pytest.mark.parametrize("text", ["", "[]", "a: 1", "schema: peerkit.platforms/2\nplatforms: {}"])
def test_anything_else_is_refused(text):
    with pytest.raises(BadData):
        read(text)


def test_a_retired_entry_needs_little_and_no_facts():
    assert "facts" not in read(SMALL).platforms["app-old"]
