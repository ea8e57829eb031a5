"""How hard a text is to read: the product's own measure, held against words and sums done by hand."""

from __future__ import annotations

from peerkit.checklists.reading import CEILING, EXCEPTIONS, grade, sentences, syllables, words

__all__ = ["CEILING", "EXCEPTIONS", "grade", "sentences", "syllables", "words"]
