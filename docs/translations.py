"""What a translation lacks: prompts and items that are still said in English.

``python docs/translations.py es`` lists them; ``--write`` makes a skeleton for each checklist without a file, with the
English texts to put into the other language. Out of date counts as missing: the mark no longer fits.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from peerkit.checklists.loader import Shelf
from peerkit.checklists.translation import item_mark
from peerkit.documents import document_mark, document_names, load_template
from peerkit.guide.loader import load_guide
from peerkit.model.checklist import Checklist, ItemSeverity
from peerkit.model.speech import Speech
from peerkit.render import checklist_sheet, document, schedule, session, steps, words
from peerkit.schedule.loader import Days
from peerkit.tour import load_tour, tour_mark
from peerkit.translations import SHIPPED, load_speech

PACKAGE = Path(__file__).resolve().parents[1] / "peerkit"


def prompts() -> set[str]:
    """Every text the code says: literals given to ``say``, and the tables whose entries are."""
    found = set(_literals())
    found |= {*steps.KEYS.values(), *steps.MACHINE_NO_KEYS.values(), *steps.NO_KEYS.values(), *steps.REASONS}
    found |= {word for _, word, _ in words.ANSWERS.values()} | {word for word, _ in words.VERDICTS.values()}
    found |= {*checklist_sheet.CONDITIONS.values(), *checklist_sheet.NOT.values()}
    found |= {severity.value for severity in ItemSeverity} | {document.FILL_IN, load_guide().sources["memory"].title}
    found |= {*schedule.KINDS.values(), *days()}
    return found | set(session.NEXT.values()) | set(session.NEXT_ELSE.values())


def _literals() -> Iterator[str]:
    for path in PACKAGE.rglob("*.py"):
        source = path.read_text("utf-8")
        calls = ast.walk(ast.parse(source)) if "peerkit.model.speech" in source else ()
        for node in calls:
            match node:
                case ast.Call(func=ast.Name(id="say"), args=[ast.Constant(value=str(text)), *_]):
                    yield text


def days() -> Iterator[str]:
    """What the shipped days say."""
    for day, _ in Days(None).load_all()[0]:
        yield from (day.title, day.note, *(row.activity for row in day.rows), *(tip.say for tip in day.tips))


def shipped() -> list[Checklist]:
    """Every shipped list and pathway, in English."""
    return [checklist for checklist, _ in Shelf(None).load_all()[0]]


def headings(checklist: Checklist) -> list[str]:
    """The texts around a list's items."""
    texts = [checklist.title, checklist.audience, checklist.when, *(section.title for section in checklist.sections)]
    return list(dict.fromkeys(texts))


def missing(speech: Speech) -> list[str]:
    """A line for each text that is not in the language, or out of date."""
    lines = [f"prompts: {text}" for text in sorted(prompts() - set(speech.texts))]
    for checklist in shipped():
        lines += [f"{checklist.name}: {text}" for text in headings(checklist) if text not in speech.texts]
        for item in checklist.items:
            if (item.id, item_mark(item)) not in speech.items:
                stale = any(known == item.id for known, _ in speech.items)
                lines.append(f"{checklist.name}: {item.id} is {'out of date' if stale else 'missing'}")
    lines += [f"document {line}" for line in documents_missing(speech.language)]
    if load_tour(speech.language).language != speech.language:
        lines.append(f"tour is missing or out of date (of: {tour_mark(load_tour())})")
    return list(dict.fromkeys(lines))


def documents_missing(language: str) -> list[str]:
    """A line for each document that is given in English in this language, with the mark a translation of it needs."""
    return [
        f"{name} is missing or out of date (of: {document_mark(load_template(name))})"
        for name in document_names()
        if load_template(name, language).language != language
    ]


def skeleton(checklist: Checklist, speech: Speech) -> str:
    """What is missing of a list, in English, in the form of a translation's file."""
    import json

    def quoted(text: str) -> str:
        return json.dumps(text, ensure_ascii=False)

    lines = ["schema: peerkit.translation/1", "texts:"]
    lines += [f"  {quoted(text)}: {quoted(text)}" for text in headings(checklist) if text not in speech.texts]
    lines += ["items:"]
    for item in checklist.items:
        if (item.id, item_mark(item)) not in speech.items:
            lines += [f"  {item.id}:", f'    of: "{item_mark(item)}"']
            lines += [f"    {part}: {quoted(getattr(item, part))}" for part in ("statement", "why", "fix")]
    return "\n".join(lines) + "\n"


def main() -> int:
    """List what is missing; with ``--write`` put the skeletons where no file is yet."""
    # Found when this runs as a script; a test loads this file by its path, without its folder.
    from translations_guide import FOLDER, english_guide, write
    from translations_guide import missing as pages_missing

    language = next((word for word in sys.argv[1:] if not word.startswith("-")), "es")
    speech = load_speech(language)
    folder, english = FOLDER / language, english_guide()
    for line in missing(speech) + pages_missing(folder, english):
        print(line)
    if "--write" in sys.argv:
        write(folder, english)
        folder = SHIPPED / language / "checklists"
        for checklist in shipped():
            path = folder / f"{checklist.name}.yaml"
            if not path.exists():
                path.write_text(skeleton(checklist, speech), "utf-8")
                speech = load_speech(language)
    return 0


if __name__ == "__main__":
    sys.exit(main())
