"""A skeleton entry to fill in: everything unknown, every word to choose from beside it."""

from __future__ import annotations

import re

from peerkit.errors import WrongUsage
from peerkit.model.platform import AnswerType, Catalogue, Criterion
from peerkit.platformdata.known import ID, ID_MEANING, KINDS, QUESTIONS

_ASK = {
    "baa": "Will the company sign a BAA?",
    "account": "Who needs an account?",
    "cost": "What does it cost?",
    "download": "What must be installed?",
    "equipment": "What is needed to take part?",
    "connect": "How do people connect?",
}


def template(name: str, catalogue: Catalogue, looked_on: str) -> str:
    """A data file with one entry that ``platforms check`` accepts. ``looked_on`` is today's ISO date.

    Raises ``WrongUsage`` for a name that is taken or is no id.
    """
    if not re.fullmatch(ID, name):
        raise WrongUsage(f"{name!r} is not {ID_MEANING}.")
    if name in catalogue.names:
        raise WrongUsage(f"PeerKit knows {name} already.", f"See it with: peerkit platforms show {name}")
    lines = [
        "# Facts about a platform of your own. Fill in what you can; unknown is always allowed.",
        "# An answer that is known needs: value, as_of, confidence (high, medium, low) and source.",
        f"# Check it with: peerkit platforms check {name}.yaml",
        "# Then put it in the folder platforms/ beside your settings.",
        "schema: peerkit.platforms/1",
        "",
        "platforms:",
        f"  {name}:",
        f"    name: {name}",
        "    vendor: unknown",
        f"    kind: service  # {' '.join(KINDS)}",
        f"    modalities: [video-call]  # {' '.join(catalogue.modalities)}",
        f"    functions: [video-1to1]  # {' '.join(function.value for function in catalogue.functions)}",
        "    summary: Not described yet.",
        "    answers:",
        *(line for criterion in catalogue.criteria.values() for line in _answer(criterion, looked_on)),
        "    facts:",
        *(f'      {key}: {{says: unknown, as_of: "{looked_on}", note: "{_ASK[key]}"}}' for key in QUESTIONS),
        "",
        "# A source looks like this; use its id in the answers that lean on it:",
        "# sources:",
        f"#   {name}-help:",
        f'#     {{title: "Help page", url: "https://example.org/help", kind: vendor, accessed: "{looked_on}"}}',
    ]
    return "\n".join(lines) + "\n"


def _answer(criterion: Criterion, looked_on: str) -> list[str]:
    words = " ".join(criterion.values)
    numeric = criterion.type in (AnswerType.NUMBER, AnswerType.MONEY)
    choices = f"a number, or {words}" if numeric else f"[{', '.join(criterion.values)}]"
    if criterion.type is AnswerType.CHOICE:
        choices = words
    return [
        f"      # {criterion.question} {choices}",
        f'      {criterion.id}: {{value: unknown, as_of: "{looked_on}"}}',
    ]
