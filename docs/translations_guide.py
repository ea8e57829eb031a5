"""What a translation of the guide lacks: pages that are still said in English, or whose English has changed since.

``python docs/translations_guide.py es`` lists them, each with the mark to set once it says the same as the English.
``--write`` puts what is missing into the language's folder, in English, with its marks: a skeleton to say anew. As long
as its text is the English one, a page counts as missing and says so when it is shown.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from peerkit.datafile import load
from peerkit.guide.loader import FOLDER, load_guide, page_files, page_mark, translated_pages
from peerkit.model.guide import Guide, Page
from peerkit.model.speech import ENGLISH, Speech, speak

AROUND = ("frame.yaml", "search.yaml")


def english_guide() -> Guide:
    """The guide as it stands in English."""
    speak(Speech())
    return load_guide()


@cache
def english_files() -> dict[str, list[str]]:
    """The ids of the English pages, by the name of their file."""
    return {path.name: list(said_pages(path)) for path in page_files(FOLDER / ENGLISH)}


def said_pages(path: Path) -> dict[str, Any]:
    """The pages of a file as they are written, by id; none where there is no such file."""
    pages: dict[str, Any] = load(path).plain()["pages"] if path.is_file() else {}
    return pages


def lacking(folder: Path, english: Guide) -> dict[str, list[Page]]:
    """By the name of the file, the pages that a language's folder does not say, or no longer says the same."""
    done = translated_pages(folder, english)
    found = {name: [english.pages[one] for one in ids if one not in done] for name, ids in english_files().items()}
    return {name: pages for name, pages in found.items() if pages}


def missing(folder: Path, english: Guide) -> list[str]:
    """A line for each page that is shown in English, and for each file around the pages that is not there."""
    lines = [f"guide: {name} is missing" for name in AROUND if not (folder / name).is_file()]
    for name, pages in lacking(folder, english).items():
        there = said_pages(folder / name)
        for page in pages:
            lines.append(f"guide/{name}: {page.id} {_state(page, there.get(page.id))}")
    return lines


def _state(page: Page, there: dict[str, Any] | None) -> str:
    if there is None:
        return "is missing"
    if there["of"] == page_mark(page):
        return "is still in English"
    return f'is out of date; when it says the same again: of: "{page_mark(page)}"'


def skeleton(pages: Iterable[Page], topic: str = "") -> str:
    """Pages in English in the form of a translation's file; without a topic, only the entries to add to one."""
    lines = ["schema: peerkit.guide-texts/1", f"topic: {_quoted(topic)}", "pages:"] if topic else []
    for page in pages:
        lines += [f"  {page.id}:", f'    of: "{page_mark(page)}"', f"    title: {_quoted(page.title)}"]
        lines += ["    # also: how people ask for it in your language", "    text:"]
        lines += [f"      - {_quoted(text)}" for text in page.text]
        lines += ["    parts:"] if page.parts else []
        for part, texts in page.parts.items():
            lines += [f"      {part.value}:", *(f"        - {_quoted(text)}" for text in texts)]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def write(folder: Path, english: Guide) -> list[Path]:
    """Add what is missing to the files of a language's folder; what stands there is left alone. The files changed."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = []
    for name, pages in lacking(folder, english).items():
        path, there = folder / name, said_pages(folder / name)
        new = [page for page in pages if page.id not in there]
        if new:
            before = path.read_text("utf-8") if path.is_file() else ""
            path.write_text(before + skeleton(new, "" if before else new[0].topic), "utf-8")
            changed.append(path)
    return changed


def main() -> int:
    """List what is missing in a language; with ``--write`` add the skeletons."""
    language = next((word for word in sys.argv[1:] if not word.startswith("-")), "es")
    folder, english = FOLDER / language, english_guide()
    for line in missing(folder, english):
        print(line)
    if "--write" in sys.argv:
        for path in write(folder, english):
            print(f"written: {path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
