"""Look-ups of 1,000 passwords in a file of leaked ones, against ``keepassxc-cli analyze --hibp`` where it is installed.

The file is made up: random hashes, sorted, with those of half the passwords among them. Opening the vault is
taken off keepassxc-cli's time (the same command with a file of one line). It reads the whole file, so the ratio
grows with the file: the goal of 250 stands for 20 million lines (``--lines 20000000``, 0.9 GB).
"""

from __future__ import annotations

import argparse
import base64
import random
import shutil
import statistics
import subprocess
import tempfile
import time
import uuid
from pathlib import Path

from peerkit.audit.passwords.digests import Digest
from peerkit.audit.passwords.leaks import Leaks
from peerkit.audit.passwords.secret import Secret

LEAKED = [f"leaked-{number}" for number in range(500)]
OTHERS = [f"absent-{number}" for number in range(500)]
GOAL, GOAL_LINES = 250, 20_000_000
VAULT_PASSWORD = b"bench\n"


def make_file(path: Path, count: int) -> None:
    """``count`` random hashes and those of the leaked passwords, made and sorted prefix by prefix."""
    dice = random.Random(7)
    planted = [Digest.SHA1.of(password).decode() for password in LEAKED]
    with path.open("w", newline="") as file:
        for prefix in (f"{number:02X}" for number in range(256)):
            rows = [f"{prefix}{dice.getrandbits(152):038X}" for _ in range(count // 256)]
            rows = sorted(rows + [row for row in planted if row.startswith(prefix)])
            file.writelines(f"{row}:{dice.randrange(1, 500)}\r\n" for row in rows)


def ours(path: Path) -> float:
    """Seconds to open the file and look up all passwords; checks every answer."""
    secrets = [Secret(password) for password in LEAKED + OTHERS]
    begin = time.perf_counter()
    with Leaks.open(path) as leaks:
        found = leaks.look_up(secrets)
    taken = time.perf_counter() - begin
    if [sighting.seen for sighting in found] != [True] * len(LEAKED) + [False] * len(OTHERS):
        raise SystemExit("a wrong answer")
    return taken


def make_vault(folder: Path) -> Path:
    """A KeePass vault of the same passwords."""
    entries = "".join(
        f"<Entry><UUID>{_uuid()}</UUID><String><Key>Password</Key><Value>{password}</Value></String></Entry>"
        for password in LEAKED + OTHERS
    )
    group = f"<Group><UUID>{_uuid()}</UUID><Name>Bench</Name>{entries}</Group>"
    (folder / "vault.xml").write_text(f"<KeePassFile><Meta/><Root>{group}</Root></KeePassFile>")
    command = ["keepassxc-cli", "import", "-p", str(folder / "vault.xml"), str(folder / "vault.kdbx")]
    subprocess.run(command, input=VAULT_PASSWORD * 2, capture_output=True, check=True)
    return folder / "vault.kdbx"


def _uuid() -> str:
    return base64.b64encode(uuid.uuid4().bytes).decode()


def theirs(vault: Path, path: Path) -> float:
    """Seconds of keepassxc-cli for the same."""
    begin = time.perf_counter()
    command = ["keepassxc-cli", "analyze", "-q", "--hibp", str(path), str(vault)]
    subprocess.run(command, input=VAULT_PASSWORD, capture_output=True, check=True)
    return time.perf_counter() - begin


def main() -> None:
    """Measure, in turn, and print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=2_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="peerkit-bench-") as name:
        path, one_line = Path(name) / "leaked.txt", Path(name) / "one.txt"
        make_file(path, asked.lines)
        make_file(one_line, 0)
        ours(path)
        taken = [ours(path) for _ in range(asked.rounds)]
        size = path.stat().st_size / 10**6
        print(f"{len(LEAKED + OTHERS):,} look-ups in {asked.lines:,} lines ({size:.0f} MB): ", end="")
        print(f"{statistics.median(taken) * 1000:.1f} ms, file opened and tried")
        if shutil.which("keepassxc-cli") is None:
            print("NOT COMPARED: keepassxc-cli is not installed")
            return
        vault = make_vault(Path(name))
        alone = statistics.median(theirs(vault, one_line) for _ in range(asked.rounds))
        scans = [theirs(vault, path) - alone for _ in range(asked.rounds)]
        ratio = statistics.median(scan / own for scan, own in zip(scans, taken, strict=True))
        goal = f", goal {GOAL}: {'met' if ratio >= GOAL else 'MISSED'}" if asked.lines >= GOAL_LINES else ""
        print(f"keepassxc-cli: {statistics.median(scans):.2f} s beyond {alone:.2f} s to open; {ratio:.0f} times{goal}")


if __name__ == "__main__":
    main()
