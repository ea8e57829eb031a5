"""Start-up and work as ratios, measured in one run on this machine: `make bench`.

Every command is started in turn, round after round, and its ratio to the yardsticks is taken
round by round, so that a drifting machine cancels out. Medians are printed; absolute times are
shown only to give the ratios a scale, and no test ever asserts them.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
PYTHON = sys.executable
PEERKIT = str(Path(PYTHON).with_name("peerkit"))
ANSWERS = "private-spot: yes\ncrisis-contact: yes\n"

COMMANDS: dict[str, list[str]] = {
    "python -c pass": [PYTHON, "-c", "pass"],
    "bare Typer hello": [PYTHON, str(HERE / "bare_hello.py")],
    "peerkit --version": [PEERKIT, "--version"],
    "peerkit --help": [PEERKIT, "--help"],
    "peerkit checklist list": [PEERKIT, "checklist", "list"],
    "peerkit platforms compare (three)": [
        PEERKIT,
        "platforms",
        "compare",
        "zoom-free",
        "signal",
        "phone-call",
        "--policy",
        "hipaa",
    ],
    "peerkit ready --answers --no-save": [PEERKIT, "ready", "--answers", "ANSWERS", "--format", "json", "--no-save"],
    "peerkit ready --answers": [PEERKIT, "ready", "--answers", "ANSWERS", "--format", "json"],
}
GOALS = {"peerkit --version": 1.1, "peerkit platforms compare (three)": 1.5}
USUAL_GOAL = 1.4


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """Wall time of one run."""
    begin = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    taken = time.perf_counter() - begin
    if done.returncode not in (0, 1, 3):
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr.decode()}")
    return taken


def measure(rounds: int, folder: Path) -> dict[str, list[float]]:
    """The wall times of every command, round by round; the first round warms up and is dropped."""
    answers = folder / "answers.yaml"
    answers.write_text(ANSWERS)
    # An installed package has its byte-code; a checkout writes it in the warm-up round, unless this forbids it.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = kept | {"HOME": str(folder)} | {f"XDG_{n}_HOME": str(folder / n) for n in ("CONFIG", "STATE")}
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for number in range(rounds + 1):
        for name, command in COMMANDS.items():
            taken = seconds([str(answers) if word == "ANSWERS" else word for word in command], environment)
            if number:
                times[name].append(taken)
    return times


def main() -> None:
    """Measure and print one line a command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    times = measure(parser.parse_args().rounds, Path(tempfile.mkdtemp(prefix="peerkit-bench-")))
    hello, nothing = times["bare Typer hello"], times["python -c pass"]
    print(f"{'command':<36}{'ms':>7}{'x pass':>9}{'x hello':>9}  goal")
    for name, taken in times.items():
        to_hello = statistics.median(a / b for a, b in zip(taken, hello, strict=True))
        to_pass = statistics.median(a / b for a, b in zip(taken, nothing, strict=True))
        goal = GOALS.get(name, USUAL_GOAL) if name.startswith("peerkit") else None
        verdict = "" if goal is None else f"{'met' if to_hello <= goal else 'MISSED'} (at most {goal})"
        print(f"{name:<36}{statistics.median(taken) * 1000:>7.1f}{to_pass:>9.2f}{to_hello:>9.2f}  {verdict}")


if __name__ == "__main__":
    main()
