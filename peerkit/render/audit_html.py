"""An audit as one self-contained page: a summary a manager can read first, then the evidence and what to do.

There is no script in it, and it loads nothing: its Content-Security-Policy lets only its own style in, by its
hash. What could not be checked stands as large as what failed. No colour carries a meaning alone.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha256
from html import escape
from pathlib import Path

from peerkit.model.finding import Finding, Status
from peerkit.model.reference import Reference
from peerkit.model.report import Report
from peerkit.render.audit_text import WORDS
from peerkit.render.audit_words import (
    FAMILIES,
    GUIDANCE,
    Alike,
    Part,
    alike,
    by_family,
    in_short,
    parts,
    remedy_lead,
    rules,
)
from peerkit.render.paper import safe
from peerkit.render.priorities import HEADING, accounts, told

_STYLE = Path(__file__).parent / "audit.css"
# How many findings of a part the summary names; the rest is a click away.
_FIRST = 5
_CLASSES = ("failed", "unchecked", "fine", "other")


def render_audit_html(report: Report) -> str:
    """The page."""
    style = _STYLE.read_text("utf-8")
    failed, unchecked, *rest = parts(report)
    anchors = {check: f"rule-{number}" for number, check in enumerate(rules(report), 1)}
    pieces = [
        _head(report, style),
        _summary(report),
        _whole(failed, "failed", anchors),
        _whole(unchecked, "unchecked", anchors),
        *(_brief(part, name) for part, name in zip(rest, _CLASSES[2:], strict=True)),
        _sources(report, anchors),
        "</main>",
        _foot(report),
    ]
    return "\n".join(piece for piece in pieces if piece) + "\n"


def content_policy(style: str) -> str:
    """The Content-Security-Policy: this style and nothing else."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _text(text: str) -> str:
    """Any text as a page sets it, for content and for attributes."""
    return escape(safe(text))


def _apart(text: str) -> str:
    """A text that may hold a name from outside: its direction of writing does not spread to what is around it."""
    return f"<bdi>{_text(text)}</bdi>"


def _head(report: Report, style: str) -> str:
    machine = report.machine
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{content_policy(style)}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Audit of {_text(machine.id)}, {_text(report.made_at)}: PeerKit</title>
<style>{style}</style>
</head>
<body>
<a class="skip" href="#short">Skip to the summary</a>
<header>
<p class="mark">PeerKit</p>
<h1>Audit of this machine</h1>
<p class="soft">{_apart(machine.release)} ({_text(machine.os)}), known here as {_apart(machine.id)}. \
Made at <time datetime="{_text(report.made_at)}">{_text(report.made_at)}</time>.</p>
</header>
<main>"""


def _foot(report: Report) -> str:
    made = f"Made by PeerKit {_text(report.version)}. This page holds no script and loads nothing."
    return f"<footer><p>{GUIDANCE} {made}</p></footer>\n</body>\n</html>"


def _summary(report: Report) -> str:
    every = parts(report)
    tiles = "".join(
        f'<li class="{name}"><b>{len(part.findings)}</b> {part.name}</li>'
        for part, name in zip(every, _CLASSES, strict=True)
    )
    sentences = "".join(f"<li>{_text(sentence)}</li>" for sentence in in_short(report))
    rows = [(FAMILIES.get(family, family), *map(str, counts)) for family, counts in by_family(report).items()]
    heads = ("Part", *(part.name for part in every))
    return f"""<section aria-labelledby="short">
<h2 id="short" tabindex="-1">In short</h2>
<ul class="tiles">{tiles}</ul>
<ul class="short">{sentences}</ul>
{_priorities(report)}\
{_first("What to look at first", every[0], "failed")}{_first("What nobody knows yet", every[1], "unchecked")}\
{_table("How many findings of each kind", heads, rows)}
</section>"""


def _priorities(report: Report) -> str:
    """What to do first about stored passwords, where these were looked at."""
    items = "".join(
        f"<li><strong>{_apart(accounts(found))}:</strong> {_apart(told(found))} {_text(found.first)}</li>"
        for found in report.priorities
    )
    return f"<h3>{HEADING}</h3>\n<ol>{items}</ol>\n" if items else ""


def _first(heading: str, part: Part, name: str) -> str:
    """The worst findings of a part in a line each, with a link to the whole of it."""
    if not part.findings:
        return ""
    groups = alike(part.findings)
    items = "".join(
        f'<li><strong>{_badge(group.first)}:</strong> <a href="#{name}-{number}">{_said(group)}</a></li>'
        for number, group in enumerate(groups[:_FIRST], 1)
    )
    left = len(groups) - _FIRST
    more = f"<p>And {left} more below.</p>\n" if left > 0 else ""
    return f"<h3>{heading}</h3>\n<ol>{items}</ol>\n{more}"


def _said(group: Alike) -> str:
    times = len(group.subjects)
    return _apart(group.message) + (f" ({times} times)" if times > 1 else "")


def _badge(finding: Finding) -> str:
    """How grave it is, or that nobody knows."""
    return finding.severity.value if finding.status is Status.FAIL else WORDS[finding.status][0]


def _table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], kind: str = "shown") -> str:
    """``kind`` is ``spoken`` where the heading above says the same as the caption."""
    top = "".join(f'<th scope="col">{_text(head)}</th>' for head in heads)
    body = "\n".join(
        f'<tr><th scope="row">{_apart(first)}</th>' + "".join(f"<td>{_apart(text)}</td>" for text in others) + "</tr>"
        for first, *others in rows
    )
    # A region that scrolls sideways must be within reach of the keyboard.
    return f"""<div class="wide" role="region" aria-label="{_text(caption)}, as a table" tabindex="0"><table>
<caption class="{kind}">{_text(caption)}</caption>
<thead><tr>{top}</tr></thead>
<tbody>
{body}
</tbody></table></div>"""


def _whole(part: Part, name: str, anchors: dict[str, str]) -> str:
    """A part whose findings are told in full. It is there even when it is empty: then it says so."""
    told = "\n".join(
        _finding(group, f"{name}-{number}", name, anchors) for number, group in enumerate(alike(part.findings), 1)
    )
    none = "<p>There is nothing here.</p>"
    return f'<section aria-labelledby="{name}">\n<h2 id="{name}">{part.heading}</h2>\n{told or none}\n</section>'


def _finding(group: Alike, anchor: str, name: str, anchors: dict[str, str]) -> str:
    finding, subjects = group.first, [_apart(subject) for subject in group.subjects if subject]
    about = f", about {', '.join(subjects)}" if subjects else ""
    wanted = f"Good means: {_text(finding.title)}. " if finding.title else ""
    rule = f'<a href="#{anchors[finding.check]}"><code>{_text(finding.check)}</code></a>'
    return f"""<article class="finding {name}" id="{anchor}">
<h3><span class="badge">{_badge(finding)}</span> {_said(group)}</h3>
<p class="soft">{wanted}Check {rule}{about}.</p>
{_remedy(finding)}{_evidence(finding)}</article>"""


def _remedy(finding: Finding) -> str:
    steps = "".join(f"<li>{_apart(step)}</li>" for step in finding.remedy)
    return f"<p><strong>{remedy_lead(finding)}</strong></p>\n<ul>{steps}</ul>\n" if steps else ""


def _evidence(finding: Finding) -> str:
    seen = "".join(f"<li>{_apart(str(piece))}</li>" for piece in finding.evidence)
    return f"<p><strong>What was seen</strong></p>\n<ul>{seen}</ul>\n" if seen else ""


def _brief(part: Part, name: str) -> str:
    if not part.findings:
        return ""
    rows = [(found.check, found.subject, found.message, "; ".join(map(str, found.evidence))) for found in part.findings]
    table = _table(part.heading, ("Check", "About", "What was found", "Seen"), rows, "spoken")
    return f'<section aria-labelledby="{name}">\n<h2 id="{name}">{part.heading}</h2>\n{table}\n</section>'


def _sources(report: Report, anchors: dict[str, str]) -> str:
    entries = "\n".join(
        f'<dt id="{anchors[check]}"><code>{_text(check)}</code>{": " + _text(title) if title else ""}</dt>'
        + ("".join(_reference(one) for one in references) or "<dd>No source is given.</dd>")
        for check, (title, references) in rules(report).items()
    )
    return f"""<section aria-labelledby="sources">
<h2 id="sources">Where the rules come from</h2>
<dl class="sources">
{entries}
</dl>
</section>"""


def _reference(reference: Reference) -> str:
    # Only a web address becomes a link: nothing else an address may start with is ever run.
    title = _text(reference.title)
    if reference.url.startswith(("https://", "http://")):
        title = f'<a href="{_text(reference.url)}" rel="noreferrer">{title}</a>'
    return f"<dd>{title} (read {_text(reference.accessed)})</dd>"
