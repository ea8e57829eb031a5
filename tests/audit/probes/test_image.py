"""A mounted disk image: files only, links followed from inside, nothing outside ever opened."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peerkit.audit.probes.image import ImageMachine
from peerkit.audit.probes.linux import LinuxProbe
from peerkit.audit.probes.machine import (
    READ_LIMIT,
    BusCall,
    Changed,
    Clock,
    CouldNotLook,
    Environ,
    FileState,
    Garbled,
    ListFolder,
    Missing,
    OpenFiles,
    ReadFile,
    ReadLink,
    ReadWithoutSecrets,
    Refused,
    Request,
    RunCommand,
    Signature,
    WhoAmI,
)
from peerkit.errors import UnreadableFile
from peerkit.model.facts import Unknown
from tests.real import tool

OUTSIDE = b"CANARY outside"
KEYFILE = "[connection]\ntype=wifi\n[wifi]\nssid=Blue Door\n[wifi-security]\nkey-mgmt=wpa-psk\npsk=CANARY river stone\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An image with one file of its own, beside a secret that is none of its business."""
    (tmp_path / "secret").write_bytes(OUTSIDE)
    (tmp_path / "image/etc").mkdir(parents=True)
    (tmp_path / "image/etc/hostname").write_bytes(b"inside\n")
    return tmp_path / "image"


def outcome(machine: ImageMachine, request: Request) -> Any:
    """The reply, or the class of the failure."""
    try:
        return machine.answer(request)
    except CouldNotLook as reason:
        return type(reason)


def read(root: Path, path: str) -> Any:
    return outcome(ImageMachine(root), ReadFile(path))


def test_files_of_every_kind_of_question(root: Path) -> None:
    machine = ImageMachine(root)
    (root / "etc/link").symlink_to("hostname")
    (root / "etc/wallet").write_bytes(b"KWALLET\n\r\0\r\nCANARY")
    os.utime(root / "etc/hostname", (1, 1234567890))
    (root / "etc/hostname").chmod(0o640)
    assert machine.answer(ReadFile("/etc/hostname")) == b"inside\n"
    assert machine.answer(ListFolder("/etc")) == ["hostname", "link", "wallet"]
    assert machine.answer(ListFolder("/")) == ["etc"]
    assert machine.answer(ReadLink("/etc/link")) == "hostname"
    assert machine.answer(Changed("/etc/link")) == 1234567890
    assert machine.answer(FileState("/etc/link")).kind == "link"
    state = machine.answer(FileState("/etc/hostname"))
    assert (state.kind, state.mode, state.size, state.uid) == ("file", 0o640, 7, os.geteuid())
    assert machine.answer(Signature("/etc/wallet")) == "kwallet"
    assert machine.answer(Signature("/etc/hostname")) == ""


def test_secrets_are_left_out_of_an_image_too(root: Path) -> None:
    (root / "etc/x").write_text(KEYFILE)
    (_, network) = ImageMachine(root).answer(ReadWithoutSecrets("/etc/x", "keyfile"))
    assert network["secret.psk"].startswith("STRONG ")
    assert "CANARY" not in repr(network)


@pytest.mark.parametrize(
    "request_",
    [RunCommand(("id",)), BusCall("system", "a.b", "/", "a.b", "C"), OpenFiles("/dev/video"), WhoAmI()],
    ids=lambda request: type(request).__name__,
)
def test_what_only_a_running_system_could_tell_is_missing(root: Path, request_: Request) -> None:
    with pytest.raises(Missing, match="only be asked for its files") as caught:
        ImageMachine(root).answer(request_)
    assert caught.value.unknown.hint


def test_no_variable_of_this_machine_is_seen_and_the_day_is_today(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "GNOME")
    assert ImageMachine(root).answer(Environ("XDG_CURRENT_DESKTOP")) is None
    assert ImageMachine(root).answer(Clock()) > 1.7e9


@pytest.mark.parametrize(
    ("link", "target", "ends"),
    [
        ("up", "../../../../../../secret", Missing),
        ("absolute", "/etc/hostname", b"inside\n"),
        ("absolute-outside", "{outside}/secret", Missing),
        ("top", "/", b"inside\n"),
        ("above", "..", b"inside\n"),
        ("far-above", "../../../../..", b"inside\n"),
        ("round", "round", Garbled),
        ("roundabout", "etc/../roundabout", Garbled),
        ("dangling", "nowhere", Missing),
        ("itself-again", ".", b"inside\n"),
        ("dots", "etc/./..//etc/../etc/hostname", b"inside\n"),
        ("through-a-file", "etc/hostname/../hostname", Missing),
    ],
)
def test_links_lead_nowhere_but_inside(root: Path, link: str, target: str, ends: Any) -> None:
    (root / link).symlink_to(target.format(outside=root.parent))
    path = f"/{link}/etc/hostname" if target in ("/", "..", "../../../../..", ".") else f"/{link}"
    assert read(root, path) == ends


def test_links_in_the_middle_of_a_path_are_followed_from_inside(root: Path) -> None:
    (root / "var").mkdir()
    (root / "var/out").symlink_to("../..")
    (root / "var/etc").symlink_to("/etc")
    assert read(root, "/var/etc/hostname") == b"inside\n"
    assert read(root, "/var/out/secret") is Missing
    assert read(root, "/var/out/etc/hostname") == b"inside\n"
    assert read(root, "/../../secret") is Missing


def test_a_chain_of_links_ends_as_in_linux(root: Path) -> None:
    (root / "0").symlink_to("etc/hostname")
    for number in range(1, 60):
        (root / str(number)).symlink_to(str(number - 1))
    assert read(root, "/39") == b"inside\n"
    assert read(root, "/40") is Garbled


def test_links_that_multiply_end_soon(root: Path) -> None:
    long = "/".join(["a"] * 1000)
    (root / "a").symlink_to(long)
    assert read(root, "/a") is Garbled


def test_no_pipe_no_device_and_no_huge_file_is_read(root: Path) -> None:
    os.mkfifo(root / "pipe")
    (root / "huge").write_bytes(b"")
    os.truncate(root / "huge", 10 * 1024**4 if os.uname().sysname == "Linux" else READ_LIMIT + 1)
    (root / "full").write_bytes(b"x" * READ_LIMIT)
    found: list[Any] = []
    worker = threading.Thread(target=lambda: found.append(read(root, "/pipe")), daemon=True)
    worker.start()
    worker.join(10)
    assert found == [Garbled], "a pipe must not be waited for"
    assert outcome(ImageMachine(root), FileState("/pipe")).kind == "other"
    assert read(root, "/huge") is Garbled
    assert read(root, "/full") == b"x" * READ_LIMIT
    assert read(root, "/etc") is Garbled


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a device")
def test_a_device_is_not_opened(root: Path) -> None:
    try:
        os.mknod(root / "zero", 0o600 | 0o020000, os.makedev(1, 5))
    except PermissionError:
        pytest.skip("NOT TESTED: this container may not make devices")
    assert read(root, "/zero") is Garbled
    assert outcome(ImageMachine(root), Signature("/zero")) is Garbled


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_this_account_may_not_read_is_refused(root: Path) -> None:
    (root / "etc/hostname").chmod(0)
    assert read(root, "/etc/hostname") is Refused


@pytest.mark.parametrize("folder", ["proc", "sys", "dev", "run"])
def test_what_the_kernel_mounted_into_an_image_tells_of_another_machine(root: Path, folder: str) -> None:
    (root / folder).mkdir()
    (root / folder / "file").write_bytes(b"of the running machine")
    (root / "etc/mtab").symlink_to(f"../{folder}/file")
    (root / "etc" / folder).mkdir()
    (root / "etc" / folder / "file").write_bytes(b"inside")
    assert read(root, f"/{folder}/file") is Missing
    assert read(root, "/etc/mtab") is Missing
    assert outcome(ImageMachine(root), ListFolder(f"/{folder}")) is Missing
    assert read(root, f"/etc/{folder}/file") == b"inside"


@pytest.mark.parametrize("path", ["/etc/\0", "/" + "x" * 5000, "/etc/hostname/", "", "/", "etc/hostname", "/\udcff"])
def test_odd_paths_are_answered(root: Path, path: str) -> None:
    for kind in (ReadFile, ListFolder, ReadLink, Changed, FileState, Signature):
        outcome(ImageMachine(root), kind(path))


def test_no_folder_is_left_open(root: Path) -> None:
    (root / "round").symlink_to("round")
    before = len(os.listdir("/proc/self/fd"))
    for path in ("/etc/hostname", "/etc", "/nothing/at/all", "/round", "/etc/hostname/x"):
        for kind in (ReadFile, ListFolder, ReadLink, FileState):
            outcome(ImageMachine(root), kind(path))
    assert len(os.listdir("/proc/self/fd")) == before


NAMES = st.sampled_from(["a", "b", "etc", "hostname"])
PATHS = st.lists(NAMES | st.sampled_from(["..", ".", ""]), max_size=6).map("/".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(links=st.dictionaries(NAMES, st.tuples(st.booleans(), PATHS), max_size=4), asked=PATHS)
def test_no_tree_of_links_leads_out(
    tmp_path_factory: pytest.TempPathFactory, links: dict[str, tuple[bool, str]], asked: str
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "hostname").write_bytes(OUTSIDE)
    (outside / "etc").mkdir()
    (outside / "etc/hostname").write_bytes(OUTSIDE)
    (outside / "image/a/etc").mkdir(parents=True)
    for name, (absolute, target) in links.items():
        for folder in (outside / "image", outside / "image/a"):
            if not (folder / name).exists() and not (folder / name).is_symlink():
                (folder / name).symlink_to(("/" if absolute else "") + target or ".")
    machine = ImageMachine(outside / "image")
    for kind in (ReadFile, ReadLink, Changed, FileState):
        assert outcome(machine, kind(f"/{asked}")) != OUTSIDE
    listed = outcome(machine, ListFolder(f"/{asked}"))
    assert listed in (Missing, Garbled) or "image" not in listed


def test_release_and_pseudonym_come_from_the_image(root: Path) -> None:
    machine = ImageMachine(root)
    assert machine.release == "a disk image that does not name its system"
    assert machine.pseudonym() == "unknown"
    (root / "etc/os-release").write_text('NAME="Debian"\nPRETTY_NAME="Debian \x1b[2J 12"\n')
    (root / "etc/machine-id").write_text("0123456789abcdef0123456789abcdef\n")
    assert machine.release == "Debian \\x1b[2J 12"
    assert re.fullmatch(r"[0-9a-f]{12}", machine.pseudonym())
    assert "0123456789abcdef" not in machine.pseudonym()


@pytest.mark.parametrize("name", ["nothing", "image/etc/hostname", "pipe"])
def test_an_image_must_be_a_folder(tmp_path: Path, root: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableFile, match="cannot be audited"):
        ImageMachine(tmp_path / name)


def test_every_fact_of_an_empty_image_is_unknown_or_says_what_files_can(tmp_path: Path) -> None:
    probe = LinuxProbe(ImageMachine(tmp_path))
    known = {need.__name__ for need in probe.readers if not isinstance(probe.get(need), Unknown)}
    assert known == {"MalwareGuard"}, "that Linux brings none is known of all"


PROGRAM = """
from pathlib import Path
from peerkit.audit.probes.image import ImageMachine
from peerkit.audit.probes.linux import LinuxProbe
import os, sys
probe = LinuxProbe(ImageMachine(Path(sys.argv[1])))
import peerkit.audit.passwords.account_files, peerkit.audit.passwords.wifi_files, ipaddress
needs = list(probe.readers)
os.path.exists("/BEGIN")
for need in needs:
    probe.get(need)
for path in ("/out/secret", "/etc/shadow", "/up"):
    try: probe.machine.read(path)
    except Exception: pass
"""


def test_the_system_calls_show_no_file_from_outside(root: Path, tmp_path: Path) -> None:
    (root / "out").symlink_to(str(tmp_path))
    (root / "up").symlink_to("../secret")
    for name in ("passwd", "shadow", "group", "os-release"):
        (root / "etc" / name).symlink_to(f"/../../../../../../../..{tmp_path}/secret")
    log = tmp_path / "trace"
    command = [tool("strace"), "-f", "-qq", "-y", "-e", "trace=open,openat,stat,newfstatat,readlinkat", "-o", str(log)]
    subprocess.run([*command, sys.executable, "-c", PROGRAM, str(root)], check=True, timeout=120)
    lines = log.read_text(errors="replace").partition('"/BEGIN"')[2].splitlines()[1:]
    # Every name is one step below an open folder of the image: never "..", never absolute but for the image's own top.
    steps = [match.groups() for line in lines if (match := re.search(r'at\(\d+<([^>]*)>, "([^"]*)"', line))]
    assert len(steps) > 100
    assert all(folder == str(root) or folder.startswith(f"{root}/") for folder, _ in steps)
    assert all("/" not in name and name != ".." for _, name in steps)
    absolute = {match[1] for line in lines if (match := re.search(r'(?:AT_FDCWD[^,]*, |\()"(/[^"]*)"', line))}
    python = (sys.prefix, sys.base_prefix, str(Path(__file__).parents[3]))
    assert {path for path in absolute if not path.startswith(python)} == {str(root)}, absolute
