"""``peerkit audit all``, measured in one run on one machine; ratios, never limits on seconds.

Against bare Typer and, where it is installed, ``lynis audit system --quick``; by the number of saved networks; and
the most memory it takes.

The saved networks are files in a made-up disk image, half with passphrases that people choose and half with random
ones; each passphrase is another one, which is the slowest case.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
PEERKIT = str(Path(sys.executable).with_name("peerkit"))
AUDIT = [PEERKIT, "audit", "all", "--format", "json"]
LYNIS = ["lynis", "audit", "system", "--quick", "--quiet", "--no-log", "--report-file", "/dev/null"]
FEW, MANY = 5, 500
GOAL_LYNIS, GOAL_NETWORKS, GOAL_MEGABYTES = 20, 3, 80
KEYFILE = """[connection]
id=net {number}
uuid={number:08x}-0000-4000-8000-000000000000
type=wifi

[wifi]
ssid=Bench {number}

[wifi-security]
key-mgmt=wpa-psk
psk={passphrase}
"""


def run(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Wall time in seconds and the most memory in megabytes."""
    begin = time.perf_counter()
    child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return time.perf_counter() - begin, used.ru_maxrss / 1024


def image(top: Path, count: int) -> Path:
    """A disk image with ``count`` saved networks."""
    dice = random.Random(count)
    folder = top / "etc/NetworkManager/system-connections"
    folder.mkdir(parents=True)
    for number in range(count):
        word, other = ("".join(dice.choices("aeioulmnrst", k=6)).title() for _ in range(2))
        chosen = f"{word}{other}{dice.randrange(1960, 2026)}"
        made = "".join(dice.choices("abcdefghjkmnpqrstuvwxyzABCDEFGH23456789", k=20))
        file = folder / f"net{number}.nmconnection"
        file.write_text(KEYFILE.format(number=number, passphrase=chosen if number % 2 else made))
        file.chmod(0o600)
    return top


def paired(one: list[str], other: list[str], rounds: int, environment: dict[str, str]) -> tuple[float, float, float]:
    """Median times of two commands run in turn, and of the ratios round by round; a first round warms up."""
    taken = [(run(one, environment)[0], run(other, environment)[0]) for _ in range(rounds + 1)][1:]
    return (
        statistics.median(a for a, _ in taken),
        statistics.median(b for _, b in taken),
        statistics.median(a / b for a, b in taken),
    )


def met(good: bool, goal: str) -> str:
    """The verdict on a goal."""
    return f"goal {goal}: {'met' if good else 'MISSED'}"


def main() -> None:
    """Measure and print one line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory(prefix="peerkit-bench-") as name:
        kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        environment = kept | {f"XDG_{n}_HOME": f"{name}/{n}" for n in ("CONFIG", "STATE")}
        all_of_it, hello, ratio = paired(AUDIT, [sys.executable, str(HERE / "bare_hello.py")], rounds, environment)
        print(f"audit all: {all_of_it:.2f} s, {ratio:.1f} times bare Typer ({hello:.2f} s)")
        images = {count: str(image(Path(name) / str(count), count)) for count in (FEW, MANY)}
        on_many, on_few = [*AUDIT, "--root", images[MANY]], [*AUDIT, "--root", images[FEW]]
        many, few, ratio = paired(on_many, on_few, rounds, environment)
        verdict = met(ratio < GOAL_NETWORKS, f"under {GOAL_NETWORKS}")
        print(f"{MANY} saved networks: {many:.2f} s, {ratio:.2f} times {FEW} ({few:.2f} s), {verdict}")
        peak = max(run(command, environment)[1] for command in (AUDIT, on_many))
        print(f"most memory: {peak:.0f} MB, {met(peak < GOAL_MEGABYTES, f'under {GOAL_MEGABYTES}')}")
        if shutil.which("lynis") is None:
            print("NOT COMPARED: lynis is not installed")
            return
        lynis, _ = run(LYNIS, environment)
        ratio = lynis / run(AUDIT, environment)[0]
        verdict = met(ratio >= GOAL_LYNIS, f"at least {GOAL_LYNIS}")
        print(f"lynis audit system --quick: {lynis:.1f} s, {ratio:.0f} times audit all, {verdict}")


if __name__ == "__main__":
    main()
