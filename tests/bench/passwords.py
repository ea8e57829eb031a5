"""Ten thousand mixed passwords scored: a plain loop, workers, and the extra `fast`, as ratios of one run.

Run it with `python -m tests.bench.passwords`. The scores and verdicts of each are compared with the plain loop's, and
the worst inputs are timed. Absolute times only give the ratios a scale, and no test ever asserts them.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence

from zxcvbn import zxcvbn

from peerkit.audit.passwords.engines import Engine, Progress
from peerkit.audit.passwords.entry import Collection, Entry
from peerkit.audit.passwords.guessing import Estimate, estimate
from peerkit.audit.passwords.judging import judge
from peerkit.audit.passwords.secret import Secret
from peerkit.audit.passwords.workers import Task, score_all
from tests.bench.password_mix import mix

GOOD = 3
GOALS = {Engine.REFERENCE: 1.8, Engine.FAST: 10.0}
EVERY_SIGN = "4@8({[<369&#!1/|0$5+7%2"
WORST = {
    "72 look-alike signs": (EVERY_SIGN * 4)[:72],
    "30 look-alike signs": (EVERY_SIGN * 4)[:30],
    "10,000 times a": "a" * 10_000,
    "10,000 letters in words": ("umbrella cactus pillow engine " * 400)[:10_000],
}


def plain(passwords: Sequence[str]) -> tuple[float, list[int]]:
    """What everybody would write."""
    begun = time.perf_counter()
    scores = [int(zxcvbn(password)["score"]) for password in passwords]
    return time.perf_counter() - begun, scores


def ours(passwords: Sequence[str], engine: Engine) -> tuple[float, float, list[Estimate]]:
    """All seconds, those to the first answer told, and an estimate for each password: repeats are scored once."""
    first: list[float] = []
    begun = time.perf_counter()

    def watch(progress: Progress) -> None:
        if progress.done and not first:
            first.append(time.perf_counter() - begun)

    different = {password: at for at, password in enumerate(dict.fromkeys(passwords))}
    found = score_all([Task(password) for password in different], engine, watch)
    taken = time.perf_counter() - begun
    return taken, first[0], [found[different[password]] for password in passwords]


def whole(passwords: Sequence[str], engine: Engine) -> float:
    """A vault judged from beginning to end: reuse, personal words and the shipped list included."""
    entries = tuple(Entry(secret=Secret(text), title=f"site {n}", user="ana") for n, text in enumerate(passwords))
    begun = time.perf_counter()
    judge([Collection(kind="bench", entries=entries)], engine=engine)
    return time.perf_counter() - begun


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=1)
    given = parser.parse_args()
    passwords = mix(given.count)
    for _ in range(given.rounds):
        yardstick, scores = plain(passwords)
        print(f"plain loop of {len(passwords):,}: {yardstick:.2f} s, {len(passwords) / yardstick:,.0f} a second")
        for engine, goal in GOALS.items():
            taken, first, found = ours(passwords, engine)
            other = sum(one.score != score for one, score in zip(found, scores, strict=True))
            crossed = sum(
                ((one.score or 0) >= GOOD) != (score >= GOOD) for one, score in zip(found, scores, strict=True)
            )
            ratio = yardstick / taken
            verdict = "met" if ratio >= goal else "MISSED"
            print(
                f"{engine.value:<10}{taken:6.2f} s, {ratio:5.1f} x plain ({verdict}: at least {goal} x); "
                f"first answer told after {first:.2f} s; other scores {other}, other verdicts {crossed}"
            )
    for engine in GOALS:
        print(f"a whole vault of {len(passwords):,} judged with {engine.value}: {whole(passwords, engine):.2f} s")
    for name, password in WORST.items():
        begun = time.perf_counter()
        score = estimate(password).score
        print(f"{name:<26}{(time.perf_counter() - begun) * 1000:7.0f} ms, score {score}")


if __name__ == "__main__":
    main()
