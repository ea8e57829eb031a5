"""A document of a program as Markdown, plain text, one self-contained page or JSON."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from html import escape
from itertools import groupby
from pathlib import Path

from peerkit.model.document import Blank, Document, Line, LineKind, Piece, Template
from peerkit.model.speech import say
from peerkit.render.paper import Paper, Tone, safe
from peerkit.render.sheet_markdown import escaped

# What a place that must be filled in begins with; said in the language spoken.
FILL_IN = "FILL-IN"
_STYLE = Path(__file__).parent / "document.css"
_LISTS = {
    LineKind.POINT: ("<ul>", "</ul>"),
    LineKind.STEP: ("<ol>", "</ol>"),
    LineKind.BOX: ('<ul class="boxes">', "</ul>"),
}


def _flag(blank: Blank) -> str:
    ask = say("{ask}, such as {example}", ask=blank.ask, example=blank.example) if blank.example else blank.ask
    return f"[{say(FILL_IN)}: {ask}]" if blank.must else f"________ ({ask})"


def _said(pieces: Iterable[Piece], text: Callable[[str], str], blank: Callable[[Blank], str]) -> str:
    return "".join(blank(piece.blank) if piece.blank else text(piece.text) for piece in pieces)


def _plainly(pieces: Iterable[Piece]) -> str:
    return _said(pieces, safe, _flag)


def _notes(document: Document) -> list[str]:
    """What stands below; a sheet that is handed on says nothing of who made it."""
    template = document.template
    notes = []
    if template.legal:
        notes.append(say("This is guidance, not legal advice. Ask your program's privacy officer."))
    if template.source and not template.shared:
        notes.append(say("What it rests on: {title}, {url}.", title=template.source[0], url=template.source[1]))
    return notes


def render_document_text(document: Document, paper: Paper) -> str:
    """Plain text within the paper's width."""
    lines = [paper.paint(safe(document.template.title), Tone.STRONG), ""]
    for part in document.parts:
        lines += [paper.paint(_plainly(part.title), Tone.STRONG)]
        for number, line in _numbered(part.lines):
            lead = {LineKind.POINT: "- ", LineKind.BOX: "[ ] ", LineKind.STEP: f"{number}. "}.get(line.kind, "")
            lines += paper.wrap(_plainly(line.pieces), " " * len(lead), lead)
        lines.append("")
    for note in _notes(document):
        lines += paper.wrap(note)
    return "\n".join(lines).rstrip() + "\n"


def render_document_markdown(document: Document) -> str:
    """Markdown that any editor can go on with."""
    leads = {LineKind.POINT: "- ", LineKind.BOX: "- [ ] "}
    lines = [f"# {escaped(document.template.title)}"]
    for part in document.parts:
        lines += ["", f"## {_marked(part.title)}"]
        before: LineKind | None = None
        for number, line in _numbered(part.lines):
            lead = f"{number}. " if line.kind is LineKind.STEP else leads.get(line.kind, "")
            lines += [""] if line.kind is not before or line.kind is LineKind.TEXT else []
            lines.append(lead + _marked(line.pieces))
            before = line.kind
    lines += [text for note in _notes(document) for text in ("", escaped(note))]
    return "\n".join(lines) + "\n"


def _marked(pieces: Iterable[Piece]) -> str:
    return _said(pieces, escaped, lambda blank: f"**{_flag(blank)}**" if blank.must else escaped(_flag(blank)))


def _numbered(lines: Sequence[Line]) -> Iterable[tuple[int, Line]]:
    number = 0
    for line in lines:
        number = number + 1 if line.kind is LineKind.STEP else 0
        yield number, line


def render_document_html(document: Document) -> str:
    """One page in large print that loads nothing and holds no script."""
    style, template = _STYLE.read_text("utf-8"), document.template
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    parts = "\n".join(f"<h2>{_set(part.title)}</h2>\n{_body(part.lines)}" for part in document.parts)
    notes = "".join(f"<p>{escape(safe(note))}</p>" for note in _notes(document))
    return f"""<!doctype html>
<html lang="{template.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(safe(template.title))}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{escape(safe(template.title))}</h1>
{parts}
</main>
{f"<footer>{notes}</footer>" if notes else ""}
</body>
</html>
"""


def _body(lines: Sequence[Line]) -> str:
    found: list[str] = []
    for kind, group in groupby(lines, lambda line: line.kind):
        texts = [_set(line.pieces) for line in group]
        if kind is LineKind.TEXT:
            found += [f"<p>{text}</p>" for text in texts]
        else:
            tick = f'<span class="box" role="img" aria-label="{escape(say("to tick:"))}"></span><span>'
            box = tick if kind is LineKind.BOX else ""
            end = "</span>" if box else ""
            opens, closes = _LISTS[kind]
            found.append("\n".join([opens, *(f"<li>{box}{text}{end}</li>" for text in texts), closes]))
    return "\n".join(found)


def _set(pieces: Iterable[Piece]) -> str:
    def blank(one: Blank) -> str:
        return f'<span class="blank{" must" if one.must else ""}">{escape(_flag(one))}</span>'

    return _said(pieces, lambda text: escape(safe(text)), blank)


def render_document_json(document: Document) -> str:
    """The document as data (schema ``peerkit.document/1``); a blank nobody filled in has the value null."""
    template = document.template
    told = {
        "schema": "peerkit.document/1",
        "name": template.name,
        "title": template.title,
        "language": template.language,
        "shared": template.shared,
        "practices": list(template.practices),
        "finished": not document.unfinished,
        "blanks": [
            {"id": blank.id, "ask": blank.ask, "must": blank.must, "value": document.values.get(blank.id)}
            for blank in template.blanks.values()
        ],
        "sections": [
            {
                "title": _plainly(part.title),
                "lines": [{"kind": line.kind.value, "text": _plainly(line.pieces)} for line in part.lines],
            }
            for part in document.parts
        ],
        "notes": _notes(document),
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def render_documents(templates: Sequence[Template], paper: Paper) -> str:
    """What there is to make."""
    lines: list[str] = []
    for template in templates:
        shared = say("Safe to hand on: no word of health in it.") if template.shared else ""
        title = template.title if template.title.endswith("?") else f"{template.title}."
        lines += [
            paper.paint(template.name, Tone.STRONG),
            *paper.wrap(f"{title} {template.about} {shared}".rstrip(), "  "),
        ]
    lines += ["", *paper.wrap(say("To make one: peerkit guide make NAME -o FILE.html"))]
    return "\n".join(lines) + "\n"


def render_documents_json(templates: Sequence[Template]) -> str:
    """What there is to make, as data (schema ``peerkit.documents/1``)."""
    told: list[Mapping[str, object]] = [
        {
            "name": template.name,
            "title": template.title,
            "about": template.about,
            "shared": template.shared,
            "practices": list(template.practices),
            "blanks": [blank.id for blank in template.blanks.values()],
        }
        for template in templates
    ]
    return json.dumps({"schema": "peerkit.documents/1", "documents": told}, ensure_ascii=False, indent=2) + "\n"
