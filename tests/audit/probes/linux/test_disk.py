"""What data is kept on: whole trees of /proc and /sys, read through a machine with a root folder."""

import json

import pytest

from peerkit.audit.checks.disk_encrypted import disk_encrypted
from peerkit.audit.checks.swap_encrypted import swap_encrypted
from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.linux.disk import READERS
from peerkit.audit.probes.linux.disk.volumes import ZFS, btrfs_members
from peerkit.audit.probes.machine import Environ, Output, RunCommand, WhoAmI
from peerkit.audit.runner import judge
from peerkit.model.check import OS
from peerkit.model.facts import Unknown
from peerkit.model.facts_disk import DiskEncryption, Guard, Storage, Swap
from peerkit.model.finding import Severity
from tests.audit.probes.contract import ProbeContract
from tests.audit.probes.linux.disk_scenes import LUKS2, LVM, SCENES, F, M, N, P, U, lvm_on_luks, plain
from tests.audit.probes.linux.samples import samples
from tests.audit.probes.linux.sysroot import Sysroot

LSATTR, FSCRYPT = RunCommand(("lsattr", "-d", "/home/robin")), RunCommand(("fscrypt", "status", "/home/robin"))


class DiskProbe(Probe):
    readers = READERS


class TestContract(ProbeContract):
    probe, system = DiskProbe, OS.LINUX


@pytest.fixture
def sysroot(tmp_path):
    return Sysroot(tmp_path / "root")


def said(machine):
    probe = DiskProbe(machine)
    (disk,), (swap,) = (judge(check, probe, OS.LINUX) for check in (disk_encrypted, swap_encrypted))
    return disk.status, None if disk.severity is disk_encrypted.severity else disk.severity, swap.status


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_layouts(sysroot, scene):
    scene(sysroot)
    assert said(sysroot.machine()) == SCENES[scene]


def test_what_encrypts_is_named(sysroot):
    lvm_on_luks(sysroot)
    fact = DiskProbe(sysroot.machine()).get(DiskEncryption)
    assert isinstance(fact, DiskEncryption)
    assert fact.system == (Storage("/", Guard.ENCRYPTED, "LUKS2"),)
    assert fact.homes == (Storage("/home/robin", Guard.ENCRYPTED, "LUKS2"),)
    assert disk_encrypted(fact).message == "The disk is encrypted (LUKS2)."


@pytest.mark.parametrize(
    ("replies", "encrypted"),
    [
        ({LSATTR: Output(0, "---------E----e------- /home/robin\n")}, True),
        ({LSATTR: Output(0, "--------------e------- /home/robin\n")}, False),
        ({FSCRYPT: Output(0, '"/home/robin" is encrypted with fscrypt.\n\nUnlocked: No\n')}, True),
        ({FSCRYPT: Output(1, "", '[ERROR] fscrypt status: file or directory "/home/robin" is not encrypted\n')}, False),
        ({LSATTR: Output(1, "", "lsattr: Permission denied While reading flags on /home/robin\n")}, False),
    ],
)
def test_a_home_encrypted_by_the_file_system(sysroot, replies, encrypted):
    plain(sysroot)
    assert said(sysroot.machine(replies))[:2] == ((F, M) if encrypted else (F, None))


ZFS_ROOT, ZFS_HOME = "rpool/ROOT/os", "rpool/USERDATA/robin"


@pytest.mark.parametrize(
    ("datasets", "expected"),
    [
        ({ZFS_ROOT: "aes-256-gcm", ZFS_HOME: "aes-256-gcm", "rpool/swap": "aes-256-gcm"}, (P, None, P)),
        ({ZFS_ROOT: "aes-256-gcm", ZFS_HOME: "aes-256-gcm", "rpool/swap": "off"}, (P, None, F)),
        ({ZFS_ROOT: "off", ZFS_HOME: "aes-256-gcm", "rpool/swap": "off"}, (F, M, N)),
        ({ZFS_ROOT: "off", ZFS_HOME: "off", "rpool/swap": "off"}, (F, None, N)),
        ({ZFS_ROOT: "-", ZFS_HOME: "aes-256-gcm", "rpool/swap": "aes-256-gcm"}, (U, None, P)),
        (None, (U, None, U)),
    ],
)
def test_zfs_is_judged_by_the_dataset_in_use(sysroot, datasets, expected):
    sysroot.mount("/", "0:30", "zfs", ZFS_ROOT)
    sysroot.mount("/home/robin", "0:31", "zfs", ZFS_HOME)
    sysroot.device("zd0")
    sysroot.swap("/dev/zd0")
    (sysroot.root / "dev/zvol/rpool").mkdir(parents=True)
    (sysroot.root / "dev/zvol/rpool/swap").symlink_to("../../zd0")
    text = "".join(f"{name}\t{value}\n" for name, value in (datasets or {}).items())
    replies = {RunCommand(ZFS): Output(0, text)} if datasets else {}
    assert said(sysroot.machine(replies)) == expected


def swap_of(sysroot, path, kind="partition"):
    sysroot.swap(path, kind)
    fact = DiskProbe(sysroot.machine()).get(Swap)
    assert isinstance(fact, Swap)
    return fact.areas[0].guard


def test_swap_of_every_kind(sysroot):
    lvm_on_luks(sysroot)
    sysroot.device("nvme0n1p3", part_of="nvme0n1")
    sysroot.device("zram0", backing_dev="none")
    sysroot.device("zram1", backing_dev="/dev/nvme0n1p3")
    sysroot.device("dm-3", on=("nvme0n1p3",), mapping="cryptswap1", uuid="CRYPT-PLAIN-cryptswap1")
    expected = {
        "/dev/dm-2": Guard.ENCRYPTED,
        "/dev/dm-3": Guard.ENCRYPTED,
        "/dev/zram0": Guard.MEMORY,
        "/dev/zram1": Guard.CLEAR,
        "/dev/nvme0n1p3": Guard.CLEAR,
        "/dev/gone": Guard.UNSEEN,
    }
    for path, guard in expected.items():
        sysroot._swaps = []
        assert swap_of(sysroot, path) is guard, path
    assert said(sysroot.machine())[2] is U
    sysroot._swaps = []
    assert swap_of(sysroot, "/my\\040swap\\040file", "file") is Guard.ENCRYPTED
    sysroot.swap("/dev/nvme0n1p3")
    assert said(sysroot.machine()) == (P, None, F)


@pytest.mark.parametrize(
    ("environment", "home", "where"),
    [("robin", "/srv/robin", "/srv/robin"), ("", "/srv/robin", "/home"), ("-x", "/srv/robin", "/home")],
)
def test_under_sudo_the_home_is_that_of_the_caller(sysroot, environment, home, where):
    plain(sysroot)
    sysroot.write("etc/passwd", f"root:x:0:0:root:/root:/bin/sh\nrobin:x:1000:1000:Robin:{home}:/bin/sh\n")
    machine = sysroot.machine({WhoAmI(): (0, "root", "/root"), Environ("SUDO_USER"): environment})
    fact = DiskProbe(machine).get(DiskEncryption)
    assert isinstance(fact, DiskEncryption)
    assert [home.where for home in fact.homes] == [where]


def test_an_image_is_unknown_and_says_what_would_answer(tmp_path):
    (tmp_path / "etc").mkdir()
    machine = Sysroot(tmp_path / "root").machine()
    (tmp_path / "root/proc/swaps").unlink()
    for need in READERS:
        fact = DiskProbe(machine).get(need)
        assert isinstance(fact, Unknown)
        assert fact.hint == "Run PeerKit on the running machine."


# What INDEX.md says of each sample: disk, its severity, swap.
SAMPLES = {
    "plain-ext4-swap": (F, None, N),
    "luks2-lvm-debian": (P, None, P),
    "luks2-btrfs-fedora-zram": (P, None, P),
    "luks-root-but-plain-swap": (P, None, F),
    "plain-root-luks-home": (F, Severity.MEDIUM, P),
    "plain-root-locked-usb-luks": (F, None, P),
    "btrfs-raid-one-leg-plain": (F, None, P),
    "crypt-swap-random-key": (F, None, P),
    "zfs-root": (U, None, P),
    "nasty-label-and-mountpoint": (F, None, P),
}


@pytest.mark.parametrize("version", ["2.38.1", "2.41.5"])
@pytest.mark.parametrize("name", SAMPLES)
def test_samples(tmp_path, name, version):
    folder = samples("lsblk")
    mounts, swaps = ((folder / f"{name}.{part}").read_bytes() for part in ("mountinfo", "swaps"))
    sysroot = rebuilt(tmp_path, json.loads((folder / f"{name}-{version}.json").read_bytes()), mounts.decode())
    sysroot.write("proc/self/mountinfo", mounts.decode("utf-8", "surrogateescape"))
    sysroot.write("proc/swaps", swaps.decode())
    assert said(sysroot.machine()) == SAMPLES[name]


def rebuilt(tmp_path, tree, mounts):
    """The tree of devices that lsblk drew, as the kernel lays it out; btrfs as it lists every member."""
    sysroot, seen, btrfs = Sysroot(tmp_path / "root"), set(), []
    numbers = {fields[fields.index("-") + 2]: fields[2] for fields in map(str.split, mounts.splitlines())}
    waiting = [(device, "") for device in tree["blockdevices"]]
    for device, parent in waiting:
        name, kind = device["kname"], device["type"]
        waiting += [(child, name) for child in device.get("children", ())]
        btrfs += [name] if device["fstype"] == "btrfs" else []
        if name in seen:
            continue
        seen.add(name)
        mapped = kind in ("crypt", "lvm")
        number = numbers.get(f"/dev/mapper/{device['name']}" if mapped else f"/dev/{name}", "")
        made = {"mapping": device["name"], "uuid": LUKS2 if kind == "crypt" else LVM} if mapped else {}
        under = {"on": (parent,)} if mapped else {"part_of": parent} if kind == "part" else {}
        sysroot.device(name, number="" if number.startswith("0:") else number, **made, **under)
    if btrfs:
        sysroot.btrfs(*btrfs)
    return sysroot


def test_the_real_btrfs_of_the_samples_has_two_members(sysroot):
    folder = samples("lsblk")
    for member in ("loop0", "loop1"):
        sysroot.device(member, loop__backing_file="/gone")
    sysroot.write("proc/self/mountinfo", (folder / "btrfs-raid1-REAL.mountinfo").read_text())
    listed = (folder / "btrfs-raid1-REAL.sys-fs-btrfs").read_text().split()
    sysroot.btrfs(*(line.removeprefix("devices/") for line in listed))
    assert btrfs_members(sysroot.machine(), "/dev/loop0") == ("loop0", "loop1")
