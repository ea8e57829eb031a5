"""What to find out about an app that PeerKit does not know, and where."""

from __future__ import annotations

from collections.abc import Sequence

from peerkit.model.platform import Catalogue
from peerkit.render.sheet import Block, Item, Text

# What decides most in every policy: whether it may be used at all comes first, then what it does with what is said.
_ASK = (
    "status", "audience", "baa", "e2ee", "data-sharing", "recording", "retention", "identifiers", "account-join",
    "devices-join", "cost-join",
)  # fmt: skip


def unknown_blocks(name: str, near: Sequence[str], catalogue: Catalogue) -> list[Block]:
    """Near names first: most strangers are slips of the pen."""
    blocks: list[Block] = [Text(f"PeerKit holds no facts about {name!r}.")]
    if near:
        blocks.append(Text(f"Did you mean {' or '.join(near)}? All ids: peerkit platforms list"))
    blocks.append(Text("Find this out before you use it:"))
    blocks += [Item(catalogue.criteria[one].question) for one in _ASK if one in catalogue.criteria]
    return [
        *blocks,
        Text("Where: the company's own help, privacy and price pages, and your program. Note the day you read them."),
        Text("A sheet to fill in: peerkit platforms template NAME"),
    ]
