"""The guide as text: one page, a shelf of pages, an answer. Steps to take at once come before all else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from peerkit.model.guide import Answer, Guide, GuideSource, Page, Part, Shelf
from peerkit.model.platform import Catalogue, Sourced, stale
from peerkit.model.settings import Crisis
from peerkit.model.speech import ENGLISH, say
from peerkit.render.paper import Paper
from peerkit.render.platform_words import QUESTIONS, Notes, evidence_words
from peerkit.render.sheet import Block, Heading, Item, Text, Title, render_text
from peerkit.render.steps import crisis_card

NUMBERED = (Part.STEPS, Part.AFTER)


class Fact(NamedTuple):
    """What a platform entry says on one question, today."""

    platform: str
    name: str
    question: str
    asked: str
    words: str
    said: Sourced
    old: bool


class Backing(NamedTuple):
    """What pages lean on besides their own text. ``catalogue`` is None where no page names a fact."""

    guide: Guide
    catalogue: Catalogue | None
    crisis: Crisis
    today: date


def facts_of(page: Page, backing: Backing) -> list[Fact]:
    """The facts a page names, as the platform data has them now."""
    catalogue = backing.catalogue
    if catalogue is None:
        return []
    found = []
    for platform_id, question in page.facts:
        platform = catalogue.platforms[platform_id]
        said = (platform.facts or {}).get(question)
        if said is not None:
            words = str(said.value) if said.known else say("We do not know.")
            found.append(Fact(platform_id, platform.name, question, QUESTIONS[question], words, said, False))
            continue
        criterion = catalogue.criteria[question]
        said = platform.answer(question, platform.functions[0])
        if said is not None:
            words = criterion.wording(said.value)
            words = f"{words[:1].upper()}{words[1:]}.{' ' + said.note if said.note else ''}"
            old = stale(said, criterion, backing.today)
            found.append(Fact(platform_id, platform.name, question, criterion.question, words, said, old))
    return found


def render_page(page: Page, backing: Backing, paper: Paper, whole: bool = True, card_shown: bool = False) -> str:
    """One page; ``whole`` adds where it comes from.

    The crisis card stands right after the steps it belongs to, unless it was shown before.
    """
    labels = backing.guide.frame.labels
    top = render_text([*_head(page, backing), *_parts(page, (Part.STEPS,), backing)], paper)
    card = crisis_card(backing.crisis, paper) if page.crisis and not card_shown else ""
    rest: list[Block] = [
        *_parts(page, [part for part in Part if part is not Part.STEPS], backing),
        *_below(page, backing, whole),
    ]
    rest += _origin(page, backing) if whole else [Text(""), Text(_command(page.id, backing), labels["where"])]
    return top + card + render_text(rest, paper)


def _head(page: Page, backing: Backing) -> Iterator[Block]:
    yield Title(page.title)
    if page.id in backing.guide.in_english:
        yield Text(say("This page is still in English."))
    if page.timing:
        yield Text(backing.guide.frame.timings[page.timing], backing.guide.frame.labels["timing"])
    for text in page.text:
        yield from (Text(""), Text(_said(text)))


def _parts(page: Page, parts: Iterable[Part], backing: Backing) -> Iterator[Block]:
    for part in parts:
        texts = page.parts.get(part, ())
        if texts:
            now = part is Part.STEPS and (page.crisis or page.shelf is Shelf.WRONG)
            yield Heading(backing.guide.frame.labels["now"] if now else backing.guide.frame.parts[part])
        for number, text in enumerate(texts, 1):
            yield Item(_said(text), lead=f"{number}." if part in NUMBERED else "")


def _below(page: Page, backing: Backing, whole: bool) -> Iterator[Block]:
    labels = backing.guide.frame.labels
    yield from _facts(page, backing, whole)
    if page.url:
        yield Item("", lead=page.title, url=page.url)
    if page.checked:
        yield Text(page.checked, labels["looked"])
    see = page.see if whole else ()
    if see or page.commands:
        yield Heading(labels["see"])
    for other in see:
        yield Item(backing.guide.pages[other].title, below=(_command(other, backing),))
    for command in page.commands:
        yield Item(command, lead=labels["try"])


def _facts(page: Page, backing: Backing, whole: bool) -> Iterator[Block]:
    """The facts with day and source; an answer leaves the addresses to the whole page."""
    catalogue, facts = backing.catalogue, facts_of(page, backing)
    if catalogue is None or not facts:
        return
    yield Heading(backing.guide.frame.labels["facts"])
    notes = Notes(catalogue)
    for fact in facts:
        number = notes.number(fact.said.source) if whole and fact.said.known else None
        evidence = evidence_words(fact.said, catalogue.sources, number, fact.old)
        yield Item(fact.words, lead=f"{fact.name}. {fact.asked}", below=(evidence,))
    yield from notes.items()


def _origin(page: Page, backing: Backing) -> Iterator[Block]:
    labels = backing.guide.frame.labels
    yield Heading(labels["from"]) if page.sources or page.beyond_seeds else Text("")
    if page.beyond_seeds:
        yield Text(labels["beyond"])
    for name in page.sources:
        source = backing.guide.sources[name]
        yield Item(_source_words(source), url=source.url)
    if page.practices:
        yield Text(", ".join(page.practices), labels["practices"])
    yield Text(f"{page.reviewed_on}. {labels['guidance']}", labels["reviewed"])


def _source_words(source: GuideSource) -> str:
    if not source.read:
        return f"{say(source.title)}."
    return say("{title}, read {day}.", title=source.title, day=source.read)


def render_shelf(pages: Sequence[Page], title: str, backing: Backing, paper: Paper, whole: bool = False) -> str:
    """Several pages as a list: titles and ids, or with their text where that is short (``whole``)."""
    blocks: list[Block] = [Title(title)]
    topic = ""
    for page in pages:
        if page.topic not in (topic, title) and not whole:
            topic = page.topic
            blocks.append(Heading(topic))
        if whole:
            below = (f"{backing.guide.frame.labels['looked']}: {page.checked}.",) if page.checked else ()
            blocks += [Text(""), Item(_said(" ".join(page.text)), lead=page.title, below=below, url=page.url)]
        else:
            blocks.append(Item(page.title, lead=page.id, column=0 if paper.plain else 29))
    return render_text([*blocks, Text(""), Text(_said(backing.guide.frame.labels["whole"]))], paper)


def render_answer(answer: Answer, backing: Backing, paper: Paper, app: str = "") -> str:
    """The best page whole, the next ones by name. Where life may be in danger the crisis card comes first.

    ``app`` is the id of a service the question names, whose own sheet says more; it comes first where the page is not
    about that service.
    """
    labels = backing.guide.frame.labels
    top = ""
    if answer.danger:
        top = render_text([Text(labels["crisis"])], paper) + crisis_card(backing.crisis, paper) + "\n"
    if not answer.found:
        blocks: list[Block] = [
            Text(labels["none"]),
            *_about(app, labels["about_app"]),
            Text(_said(labels["none_hint"])),
        ]
        return top + render_text(blocks, paper)
    if not answer.sure:
        top += render_text([Text(labels["unsure"]), Text("")], paper)
    about = _about(app, labels["about_app"])
    meant = app in {platform for platform, _ in answer.found[0].page.facts}
    if about and not meant:
        top += render_text([*about, Text("")], paper)
    body = render_page(answer.found[0].page, backing, paper, whole=False, card_shown=answer.danger)
    others = [Item(one.page.title, below=(_command(one.page.id, backing),)) for one in answer.found[1:]]
    more: list[Block] = [Heading(labels["closest"]), *others] if others else []
    more += [Text(""), *(about if meant else ()), Text(labels["guidance"])]
    return top + body + render_text(more, paper)


def _about(app: str, label: str) -> list[Block]:
    return [Text(f"{label.format(app=app)} peerkit platforms show {app}")] if app else []


def _command(page: str, backing: Backing) -> str:
    """What shows a page, in the language of the guide whatever the environment says."""
    language = backing.guide.frame.language
    return f"peerkit guide show {page}" + ("" if language == ENGLISH else f" --lang {language}")


def _said(text: str) -> str:
    """A text with its commands as they are typed: a screen reader would read the quotes out."""
    return text.replace("`", "")
