"""A sheet as plain text made to be read aloud: no signs, every number in its place, one thought a line."""

from __future__ import annotations

import re
import textwrap

from peerkit.model.speech import say
from peerkit.render.checklist_sheet import Line, Sheet
from peerkit.render.paper import safe

_WIDTH = 72
_OPTION = re.compile(r"(?<![-\w])--?(?=[a-z])")
_TYPED = re.compile(r"`([^`]*)`")


def sheet_spoken(sheet: Sheet) -> str:
    """The sheet."""
    asked = say("There are {count} questions. Answer yes, no, or does not fit.", count=sheet.count)
    blocks = [_spoken(text) for text in (sheet.program, sheet.title, *sheet.notes, asked) if text]
    for number, (title, lines) in enumerate(sheet.parts, 1):
        blocks.append(
            _spoken(say("Part {number} of {count}. {title}", number=number, count=len(sheet.parts), title=title))
        )
        blocks += [_line(line, sheet.count) for line in lines]
    return "\n\n".join([*blocks, *([_spoken(sheet.foot)] if sheet.foot else []), say("That was the last one.")]) + "\n"


def _line(line: Line, count: int) -> str:
    must = [say("This one is a must.")] if line.must else []
    texts = [
        " ".join([say("Question {number} of {count}.", number=line.number, count=count), *must]),
        line.only,
        line.statement,
        say("Why. {why}", why=line.why),
        say("If no. {fix}", fix=line.fix),
    ]
    return "\n".join(_spoken(text) for text in texts if text)


def _spoken(text: str) -> str:
    """Text without a sign that a voice would stumble over; it ends like a sentence."""
    text = _TYPED.sub(lambda found: _command(found[1]), safe(text))
    text = re.sub(r"(?<!\w)'|'(?!\w)", "", text).replace('"', "").replace("...", ",")
    text = re.sub(r"\s*\(([^)]*)\)", r", \1,", text)
    text = re.sub(r" [-\u2013\u2014] ", ", ", text).replace("/", say(", or ")).replace("&", say(" and "))
    text = re.sub(r"[^\w\s.,:;?!¿¡'-]", "", re.sub(r"\s+", " ", text)).strip()
    text = re.sub(r"\s*,+(?=[,.:;?!])", "", text)
    return textwrap.fill(text if text[-1:] in ".?!:" else f"{text}.", _WIDTH, break_on_hyphens=False)


def _command(words: str) -> str:
    """A command as it is said, its options by name; what is no command is said as it is."""
    said = _OPTION.sub(f"{say('with')} ", words).replace("-", " ")
    return say("the command {words}", words=said) if words.startswith("peerkit ") else said
