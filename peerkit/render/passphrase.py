"""New passphrases, for the person who is about to use one."""

from __future__ import annotations

from collections.abc import Iterator

from peerkit.model.facts_passwords import Attacker
from peerkit.model.passphrase import Passphrases
from peerkit.render.json import dumps
from peerkit.render.paper import Paper, Tone
from peerkit.render.sheet import Block, Text, render_text


def render_passphrases(made: Passphrases, paper: Paper) -> str:
    """The passphrases, each on a line of its own, and what to know about them."""
    lines = [paper.paint(text, Tone.STRONG) for text in made.texts]
    return "\n".join(lines) + "\n\n" + render_text(list(_blocks(made)), paper)


def _blocks(made: Passphrases) -> Iterator[Block]:
    coins = int(made.bits)
    yield Text(
        f"{made.words} words, drawn by chance from a list of {made.out_of:,}: {coins} bits. It is as hard to guess "
        f"as {coins} coins that were tossed in a row.",
        lead="How strong",
    )
    yield Text(_how_long(made), lead="How long")
    if made.words < made.enough:
        yield Text(f"This is short. For most uses, take {made.enough} words.", lead="Note")
    yield Text(
        "Use one for what you type by hand: to log in to this device, for your Wi-Fi, and to open your password "
        "manager. Let the password manager make and keep all the others.",
        lead="What for",
    )
    yield Text(
        "Make up a small story with the words, in their order. Do not swap a word for one you like more: it is "
        "strong because chance chose it. If a site asks for more, make the first letter large and add a number.",
        lead="How",
    )
    yield Text(
        "PeerKit keeps no copy. Close or clear this window when you are done, and do not share your screen now.",
        lead="Keep it safe",
    )


def _how_long(made: Passphrases) -> str:
    page, file = Attacker.ONLINE_SLOWED, Attacker.STOLEN_FAST
    slow, fast = made.how_long(page), made.how_long(file)
    thief = f"{file.value} and {file.rate:,.0f} guesses a second"
    if slow is fast:
        return f"To guess it takes {fast.value}, even for {thief}."
    stranger = f"{page.value} to {page.rate * 3600:,.0f} an hour"
    return f"To guess it takes {fast.value} for {thief}. It takes {slow.value} for {stranger}."


def render_passphrases_json(made: Passphrases) -> str:
    """The passphrases as ``peerkit.passphrase/1`` (schemas/)."""
    return dumps(
        {
            "schema": "peerkit.passphrase/1",
            "language": made.language.value,
            "words": made.words,
            "out_of": made.out_of,
            "bits": round(made.bits, 2),
            "guessing": [
                {"attacker": one.value, "guesses_a_second": one.rate, "takes": made.how_long(one).value}
                for one in Attacker
            ],
            "passphrases": list(made.texts),
        }
    )
