"""The platforms there are, a line each, by kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from peerkit.model.judgement import Judgement
from peerkit.model.platform import Catalogue, Platform
from peerkit.render.json import dumps
from peerkit.render.platform_words import GUIDANCE, MARKS, RE_CHECK
from peerkit.render.sheet import Block, Heading, Item, Text, Title

_KINDS = {
    "video": "Video",
    "messenger": "Messengers",
    "phone": "Phone",
    "texting": "Text messages",
    "email": "E-mail",
    "telehealth": "Telehealth",
    "forum": "Forums",
    "social": "Social networks",
    "broadcast": "Broadcasts",
    "virtual-world": "Virtual worlds",
    "service": "Services and ways to meet",
    "in-person": "In person",
}


# The longest id PeerKit ships has 23 letters.
_COLUMN = 28


@dataclass(frozen=True)
class Listed:
    """A platform in a list.

    ``old`` are criteria whose answers need a re-check; ``judgement`` is there where a policy was named.
    """

    platform: Platform
    old: tuple[str, ...] = ()
    judgement: Judgement | None = None


def list_blocks(found: Sequence[Listed], title: str, catalogue: Catalogue, hint: str, show_old: bool) -> list[Block]:
    """The list. ``show_old``: name the questions to look at again."""
    blocks: list[Block] = [Title(title), *([Text(hint)] if hint else [])]
    for kind, heading in _KINDS.items():
        entries = [one for one in found if one.platform.kind == kind]
        if entries:
            blocks += [Heading(heading), *(_item(one, catalogue, show_old) for one in entries)]
    if not found:
        blocks.append(Text("There is none."))
    blocks += [Text(""), Text(f"{len(found)} in all. More on one: peerkit platforms show ID")]
    if any(one.judgement is not None for one in found):
        blocks.append(Text(GUIDANCE))
    return blocks


def _item(listed: Listed, catalogue: Catalogue, show_old: bool) -> Item:
    platform, judgement = listed.platform, listed.judgement
    end = f" {platform.summary}" if not platform.running else ""
    if show_old:
        end = f" {RE_CHECK[:1].upper()}{RE_CHECK[1:]}: {', '.join(listed.old)}."
    if judgement is None:
        return Item(f"{platform.name}.{end}", lead=platform.id, column=_COLUMN)
    use = catalogue.functions[judgement.case.function]
    rule = f" {judgement.gates[0].says}" if judgement.gates else ""
    return Item(f"{platform.id}, {use}.{end}{rule}", MARKS[judgement.verdict])


LIST_HEADS = (
    "id", "name", "vendor", "kind", "status", "ended", "functions", "aliases", "needs_a_re_check", "policy", "function",
    "verdict", "reasons",
)  # fmt: skip


def list_rows(found: Iterable[Listed]) -> tuple[Sequence[str], list[Sequence[str | float | None]]]:
    """One row a platform."""
    return LIST_HEADS, [[_flat(value) for value in _record(one).values()] for one in found]


def _flat(value: object) -> str | None:
    return " / ".join(map(str, value)) if isinstance(value, list) else None if value is None else str(value)


def _record(listed: Listed) -> Mapping[str, object]:
    platform, judgement = listed.platform, listed.judgement
    return {
        "id": platform.id,
        "name": platform.name,
        "vendor": platform.vendor,
        "kind": platform.kind,
        "status": platform.answers["status"][None].value,
        "ended": platform.ended or None,
        "functions": [function.value for function in platform.functions],
        "aliases": list(platform.aliases),
        "stale": list(listed.old),
        "policy": judgement.case.policy.id if judgement else None,
        "function": judgement.case.function.value if judgement else None,
        "verdict": judgement.verdict.value if judgement else None,
        "reasons": list(judgement.reasons) if judgement else [],
    }


def render_list_json(found: Iterable[Listed]) -> str:
    """``peerkit.platform-list/1``; verdict and reasons are there where a policy was named."""
    return dumps({"schema": "peerkit.platform-list/1", "platforms": [dict(_record(one)) for one in found]})
