"""The words for verdicts, ranges, confidence and dates; the same in every report on platforms.

*Privacy of the call* and *allowed for health information* are two lines, always: an app can be the most private
of all and still not be allowed, and the other way round.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from peerkit.model.function import Function
from peerkit.model.judgement import Allowed, Case, Judgement, Range
from peerkit.model.platform import Catalogue, Confidence, Source, Sourced, SourceKind
from peerkit.model.policy import PlatformVerdict
from peerkit.render.paper import Tone
from peerkit.render.sheet import Item, Mark, Text

GUIDANCE = "This is guidance, not legal advice."
PRIVACY, ALLOWED = "Privacy of the call", "Allowed for health information"
RE_CHECK = "needs a re-check"
MARKS = {
    PlatformVerdict.GOOD_FIT: Mark("✓", "good fit", Tone.GOOD),
    PlatformVerdict.WITH_CARE: Mark("!", "use with care", Tone.CARE),
    PlatformVerdict.AVOID: Mark("✗", "avoid", Tone.BAD),
    PlatformVerdict.CANNOT_USE: Mark("✗", "cannot be used", Tone.BAD),
}
ALLOWED_WORDS = {
    Allowed.YES: "yes",
    Allowed.NO_CONTRACT_NEEDED: "no contract needed",
    Allowed.OWN_SERVER: "your own machine",
    Allowed.NOT_YET: "not yet",
    Allowed.NO: "no",
    Allowed.UNKNOWN: "not known",
}
QUESTIONS = {
    "baa": "BAA",
    "account": "Account",
    "cost": "Cost",
    "download": "Download",
    "equipment": "Equipment",
    "connect": "How to connect",
}
# As in `ready`: with less than half of what counts known, there is more doubt than knowledge.
_ENOUGH = 0.5
_CONFIDENCE = {Confidence.HIGH: "sure", Confidence.MEDIUM: "fairly sure", Confidence.LOW: "not sure"}
_KINDS = {
    SourceKind.VENDOR: "the company",
    SourceKind.REGULATOR: "a regulator",
    SourceKind.RESEARCH: "research",
    SourceKind.PRESS: "the press",
    SourceKind.COMMUNITY: "a guide",
    SourceKind.MEMORY: "from memory",
}


def range_words(found: Range) -> str:
    """``64 to 68 of 100``, or ``70 of 100``."""
    low, high = f"{found.low:.0f}", f"{found.high:.0f}"
    return f"{low} of 100" if low == high else f"{low} to {high} of 100"


def privacy_words(judgement: Judgement) -> str:
    """The line on the privacy of the call, its number with the main reason beside it."""
    if judgement.privacy is None:
        return judgement.privacy_says or "Nothing is known."
    return f"{range_words(judgement.privacy)}. {judgement.privacy_says}".strip()


def allowed_words(judgement: Judgement) -> str:
    """The line on health information, with its reason."""
    return f"{ALLOWED_WORDS[judgement.allowed]}. {judgement.allowed_says}"


def points_words(judgement: Judgement) -> str:
    """The line on the points; a rule that stops it is named in the same breath."""
    if judgement.score is None:
        return "none: it cannot be used for this"
    return range_words(judgement.score) + (", but a rule stops it" if judgement.stopped else "")


def known_words(judgement: Judgement) -> str:
    """How much of what counts is known."""
    return f"{judgement.coverage * 100:.0f} % of what counts" if judgement.score is not None else ""


def reason_words(judgement: Judgement) -> list[str]:
    """What the points rest on, each question once: an answer half-way can stand for it and against it."""
    found: dict[str, str] = {}
    for reason in judgement.reasons[len(judgement.gates) :]:
        found.setdefault(reason.partition(": ")[2], reason)
    return list(found.values())


def too_little(judgement: Judgement) -> str:
    """What to say where there is more doubt than knowledge; nothing where half of what counts is known."""
    if judgement.score is None or judgement.coverage >= _ENOUGH:
        return ""
    return f"Not enough facts to judge it: {known_words(judgement)} is known."


def main_reason(judgement: Judgement) -> str:
    """The one sentence that explains the verdict best: a rule that stops it, too few facts, another rule, else what
    weighs most on the side it fell to."""
    if not judgement.stopped and (doubt := too_little(judgement)):
        return doubt
    if judgement.gates:
        return judgement.gates[0].says
    reasons = reason_words(judgement)
    against = [reason for reason in reasons if not reason.startswith("For it")]
    chosen = reasons if judgement.verdict is PlatformVerdict.GOOD_FIT else against or reasons
    return chosen[0] if chosen else ""


def change_words(judgement: Judgement) -> list[str]:
    """What would change the verdict; better answers cannot, as long as a rule stops it."""
    rules = list(dict.fromkeys(hit.change for hit in judgement.gates if hit.change))
    return rules if judgement.stopped else list(judgement.changes)


JOIN_ONLY = "They can join with it, but not start it; that takes another device."


def case_words(case: Case, catalogue: Catalogue) -> str:
    """What was asked: function, people, minutes and setting."""
    parts = [catalogue.functions[case.function]]
    parts += [f"{case.people} people"] if case.people else []
    parts += [f"{case.minutes} minutes"] if case.minutes else []
    return f"{', '.join(parts)}. Setting: {case.policy.title} ({case.policy.id})."


def case_texts(case: Case, catalogue: Catalogue, hint: str = "") -> list[Text]:
    """The opening lines of every verdict; ``hint`` says what else could be asked."""
    texts = [Text(case_words(case, catalogue), "For")]
    if case.overlay.assume_signed:
        texts.append(Text("Shown as if every BAA on offer were signed. None of this says that you may.", "What if"))
    return [*texts, *([Text(hint)] if hint else [])]


def function_list(functions: Iterable[Function], catalogue: Catalogue) -> str:
    """Functions in plain words."""
    return ", ".join(catalogue.functions[function] for function in functions)


def evidence_words(said: Sourced, sources: Mapping[str, Source], number: int | None, stale: bool) -> str:
    """``2026-11-20, sure, the company [3]``, and whether it needs a re-check."""
    if not said.known:
        return f"Looked for on {said.as_of}."
    source = sources[said.source]
    seller = ", which sells something of the kind" if source.interested else ""
    where = _KINDS[source.kind] + seller + (f" [{number}]" if number is not None and source.url else "")
    sure = f"{_CONFIDENCE[said.confidence]}, " if said.confidence else ""
    return f"{said.as_of}, {sure}{where}" + (f"; {RE_CHECK}." if stale else ".")


class Notes:
    """Sources by number, in the order they are first named."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._sources = catalogue.sources
        self._numbers: dict[str, int] = {}

    def evidence(self, said: Sourced, stale: bool = False) -> str:
        """The evidence behind something said."""
        return evidence_words(said, self._sources, self.number(said.source) if said.known else None, stale)

    def number(self, source: str) -> int | None:
        """A source's number; memory has none, for there is nothing to look up."""
        if not self._sources[source].url:
            return None
        return self._numbers.setdefault(source, len(self._numbers) + 1)

    def items(self) -> list[Item]:
        """Every source named, with its address."""
        return [
            Item(f"{source.title}. {_dates(source)}", lead=f"[{number}]", url=source.url)
            for name, number in self._numbers.items()
            for source in [self._sources[name]]
        ]


def _dates(source: Source) -> str:
    published = f"Published {source.published}, read" if source.published else "Read"
    note = f"; {source.note}" if source.note else ""
    return f"{published} {source.accessed}{note}."
