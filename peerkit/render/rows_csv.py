"""Rows as CSV that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from peerkit.render.paper import safe

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render_csv(heads: Sequence[str], rows: Iterable[Sequence[str | float | None]]) -> str:
    """RFC 4180 lines. A text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP)."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return file.getvalue()


def _cell(value: str | float | None) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return f"{value:g}"
    text = safe(value)
    return f"'{text}" if text.lstrip().startswith(_STARTS_A_FORMULA) else text
