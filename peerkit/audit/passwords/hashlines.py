"""A text file of sorted hashes, one a line, searched by reading a few blocks of it: memory stays the same at any size.

A file is read, not mapped: a mapped file that somebody shortens ends the program with a signal, while a read that
comes back short can be told to the person.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

BLOCK = 2048
# Guessing where a hash lies is quick as long as hashes are spread evenly; after so many tries, halves are cut.
_GUESSES = 4
_DIGITS = 15
_SPAN = 16**_DIGITS
# Among random hashes a gap of 64 times the usual one turns up once in e^64 gaps: something is missing there.
_HOLE = 64
_FEW_LINES = 1000
_MIXED = "some lines of the file are not what the first one is"
_UNSORTED = "the file is not sorted by hash"


class Unreliable(Exception):
    """The file cannot answer; the text is the end of the sentence "It could not be looked up, because ..."."""


class Found(NamedTuple):
    """A line of the file: ``times`` is how often the password was seen, None where that is not kept."""

    times: int | None


class _Bound(NamedTuple):
    """A place in the file where a line starts, and the hash of that line or of the one before."""

    offset: int
    hash: bytes


class _Block(NamedTuple):
    """Whole lines in upper case, and the offsets where they start and end."""

    start: int
    end: int
    text: bytes
    first: bytes
    last: bytes


class HashLines:
    """An open file whose bytes from ``begin`` to ``end`` are lines of hashes of ``width`` digits.

    ``survey`` must come before ``find``. It fills ``count``, the number of lines: exact where ``whole`` is true.
    """

    def __init__(self, handle: int, width: int, begin: int, end: int) -> None:
        self._handle, self._width, self._begin, self._end = handle, width, begin, end
        self._lines = re.compile(rb"(?:[0-9A-F]{%d}(?::[0-9]{1,18})?[ \t]*(?:\r?\n|\Z))+" % width)
        self._bounds: list[_Bound] = []
        self.count = 0
        self.whole = False

    def survey(self, samples: int, small: int) -> None:
        """Look at ``samples`` blocks spread over the file, or at all of it where it has at most ``small`` bytes.

        Raises ``Unreliable`` where they are not sorted hashes.
        """
        self.whole = self._end - self._begin <= small
        previous, lines, seen = b"", 0, 0
        bounds = [_Bound(self._begin, b"0" * self._width)]
        for block in self._all() if self.whole else self._some(samples):
            lines += self._sound(block)
            seen += block.end - block.start
            if block.first < previous:
                raise Unreliable(_UNSORTED)
            if not self.whole:
                bounds.append(_Bound(block.start, block.first))
            previous = block.last
        self._bounds = [*bounds, _Bound(self._end, b"F" * self._width)]
        self.count = lines if self.whole else lines * (self._end - self._begin) // seen

    def missing_ends(self) -> tuple[bool, bool]:
        """Whether hashes are missing at the start and at the end, as random hashes reach from 00... to FF...."""
        first, last = self._read(self._begin).first, self._read(max(self._begin, self._end - BLOCK)).last
        return self._hole(b"0" * self._width, first), self._hole(last, b"F" * self._width)

    def find(self, target: bytes) -> Found | None:
        """The line of a hash in upper case; None where the file does not have it, going by its neighbours.

        Raises ``Unreliable`` where the neighbours are not in order or too far apart, and ``OSError``.
        """
        after = min(bisect_right(self._bounds, target, key=lambda bound: bound.hash), len(self._bounds) - 1)
        low, high, tries = self._bounds[after - 1], self._bounds[after], 0
        while low.offset < high.offset:
            block = self._read(_guess(low, high, target, halve=tries >= _GUESSES))
            tries += 1
            if not low.hash <= block.first <= block.last or (block.start < high.offset and block.first > high.hash):
                raise Unreliable(_UNSORTED)
            if target < block.first:
                high = _Bound(block.start, block.first)
            elif target > block.last:
                low = _Bound(block.end, block.last)
            else:
                return self._within(block, target)
        self._check_gap(low.hash, high.hash)
        return None

    def _within(self, block: _Block, target: bytes) -> Found | None:
        entries = block.text.split()
        place = bisect_left(entries, target)
        if entries[place].startswith(target):
            _, _, count = entries[place].partition(b":")
            return Found(int(count) if count.isdigit() else None)
        beside = entries[place - 1 : place + 1]
        if not self._lines.fullmatch(b"\n".join(beside)):
            raise Unreliable(_MIXED)
        self._check_order(entries)
        self._check_gap(*beside)
        return None

    def _check_gap(self, before: bytes, after: bytes) -> None:
        if self._hole(before, after):
            raise Unreliable("a part of the file is missing just where it would be")

    def _hole(self, before: bytes, after: bytes) -> bool:
        return self.count >= _FEW_LINES and (_value(after) - _value(before)) * self.count > _HOLE * _SPAN

    def _all(self) -> Iterator[_Block]:
        offset = self._begin
        while offset < self._end:
            block = self._read(offset)
            yield block
            offset = block.end

    def _some(self, samples: int) -> Iterator[_Block]:
        room = self._end - BLOCK - self._begin
        for number in range(samples):
            yield self._read(self._begin + room * number // (samples - 1))

    def _sound(self, block: _Block) -> int:
        """How many lines a block has. Raises ``Unreliable`` where one is no hash, or stands in the wrong place."""
        if not self._lines.fullmatch(block.text):
            raise Unreliable(_MIXED)
        entries = block.text.split()
        self._check_order(entries)
        return len(entries)

    def _check_order(self, entries: list[bytes]) -> None:
        if entries == sorted(entries):
            return
        hashes = [entry[: self._width] for entry in entries]
        if hashes != sorted(hashes):
            raise Unreliable(_UNSORTED)

    def _read(self, offset: int) -> _Block:
        """The whole lines of the block at ``offset``, without the one that began before it."""
        before = min(1, offset - self._begin)
        limit = min(BLOCK, self._end - offset) + before
        os.lseek(self._handle, offset - before, os.SEEK_SET)
        raw = os.read(self._handle, limit)
        if len(raw) < limit:
            raise Unreliable("the file got shorter while it was read")
        skip = raw.find(b"\n") + 1 if before else 0
        stop = len(raw) if offset - before + limit == self._end else raw.rfind(b"\n") + 1
        if stop - skip < self._width or (before and not skip):
            raise Unreliable(_MIXED)
        text, start = raw[skip:stop].upper(), offset - before + skip
        last = text.rfind(b"\n", 0, -1) + 1
        return _Block(start, start + len(text), text, text[: self._width], text[last : last + self._width])


def _guess(low: _Bound, high: _Bound, target: bytes, *, halve: bool) -> int:
    """Where to read next between two bounds; every answer leads to less room between them."""
    room = high.offset - low.offset
    if room <= BLOCK:
        return low.offset
    share = 0.5
    if not halve:
        bottom, top = _value(low.hash), _value(high.hash)
        share = (_value(target) - bottom) / max(1, top - bottom)
    return max(low.offset, min(low.offset + int(room * share) - BLOCK // 2, high.offset - BLOCK))


def _value(digits: bytes) -> int:
    try:
        return int(digits[:_DIGITS], 16)
    except ValueError as error:
        raise Unreliable(_MIXED) from error
