"""The real lsblk, cryptsetup, lsattr and btrfs beside PeerKit's own reading."""

import json
import os
import subprocess

import pytest

from peerkit.audit.checks.disk_unlock_guarded import disk_unlock_guarded
from peerkit.audit.probes.linux.disk.blocks import crypt_kind, mappings, name_by_number, name_by_path
from peerkit.audit.probes.linux.disk.luks import parse_header
from peerkit.audit.probes.linux.disk.volumes import parse_flags
from peerkit.audit.probes.live import LiveMachine
from peerkit.model.check import OS
from peerkit.model.facts_disk import DiskUnlock
from peerkit.model.finding import Status
from tests.audit.probes.linux.disk_scenes import luks1_on_raid, lvm_on_luks, plain
from tests.audit.probes.linux.own_namespace import in_own
from tests.audit.probes.linux.sysroot import Sysroot
from tests.real import tool


def drawn(*argv):
    tree = json.loads(subprocess.run([tool("lsblk"), "-J", *argv], capture_output=True, check=True).stdout)
    waiting = list(tree["blockdevices"])
    for device in waiting:
        waiting += device.get("children", ())
    return waiting


def test_every_device_is_named_as_lsblk_names_it():
    machine = LiveMachine(OS.LINUX)
    devices = drawn("-o", "KNAME,MAJ:MIN,PATH")
    assert devices
    for device in devices:
        assert name_by_number(machine, device["maj:min"]) == device["kname"]
        assert name_by_path(machine, device["path"]) == device["kname"]


@pytest.mark.parametrize("scene", [plain, lvm_on_luks, luks1_on_raid], ids=lambda scene: scene.__name__)
def test_lsblk_reads_the_trees_of_these_tests_as_we_do(tmp_path, scene):
    sysroot = Sysroot(tmp_path / "root")
    scene(sysroot)
    devices = drawn("--sysroot", str(sysroot.root), "-o", "NAME,KNAME,TYPE")
    encrypting = {device["kname"] for device in devices if device["type"] == "crypt"}
    assert encrypting == {name for name, uuid in mappings(sysroot.machine()) if crypt_kind(uuid)}


SLOW = ["--pbkdf", "argon2id", "--pbkdf-memory", "65536", "--pbkdf-force-iterations", "4"]
QUICK = ["--pbkdf", "pbkdf2", "--pbkdf-force-iterations", "1000"]


@pytest.mark.parametrize(("options", "status"), [(SLOW, Status.PASS), (QUICK, Status.FAIL)])
def test_a_luks_file(tmp_path, options, status):
    cryptsetup, blkid = tool("cryptsetup"), tool("blkid")
    image = tmp_path / "disk.img"
    image.write_bytes(b"")
    os.truncate(image, 20 * 1024 * 1024)
    argv = [cryptsetup, "luksFormat", "-q", "--type", "luks2", "--key-file", "-", *options, str(image)]
    subprocess.run(argv, input=b"correct horse battery staple", check=True, capture_output=True)
    dump = subprocess.run([cryptsetup, "luksDump", "--dump-json-metadata", image], capture_output=True, check=True)
    header = parse_header(dump.stdout.decode(), "disk")
    exported = subprocess.run([blkid, "-p", "-o", "export", image], capture_output=True, text=True).stdout
    assert {"TYPE=crypto_LUKS", f"VERSION={header.version}"} <= set(exported.split())
    (verdict,) = disk_unlock_guarded(DiskUnlock(headers=(header,)))
    assert verdict.status is status


ENCRYPT = """
import fcntl, os, subprocess
run = lambda *argv: subprocess.run(argv, check=True, capture_output=True, text=True).stdout
run("truncate", "-s", "16M", "disk.img")
run("mkfs.ext4", "-q", "-O", "encrypt", "disk.img")
os.mkdir("at"); run("mount", "-o", "loop", "disk.img", "at")
for name in ("plain", "secret"): os.mkdir(f"at/{name}")
handle = os.open("at/secret", os.O_RDONLY)
# FS_IOC_SET_ENCRYPTION_POLICY with struct fscrypt_policy_v1: AES-256-XTS, AES-256-CTS (linux/fscrypt.h)
fcntl.ioctl(handle, 0x800C6613, bytes([0, 1, 4, 0]) + b"peerkit!")
os.close(handle)
print(run("lsattr", "-d", "at/secret"), end=""); print("--"); print(run("lsattr", "-d", "at/plain"), end="")
run("umount", "at")
"""


def test_a_folder_the_file_system_encrypts(tmp_path):
    tool("mkfs.ext4")
    tool("lsattr")
    secret, plain = in_own("-m", ENCRYPT, tmp_path).split("--\n")
    assert (parse_flags(secret), parse_flags(plain)) == (True, False)


BTRFS = """
import os, subprocess
from peerkit.audit.probes.linux.disk.mounts import read_mounts
from peerkit.audit.probes.linux.disk.volumes import btrfs_members
from peerkit.audit.probes.live import LiveMachine
from peerkit.model.check import OS
run = lambda *argv: subprocess.run(argv, check=True, capture_output=True, text=True).stdout.strip()
loops = []
try:
    for name in ("a", "b"):
        run("truncate", "-s", "160M", name)
        loops.append(run("losetup", "-f", "--show", name))
    run("mkfs.btrfs", "-q", "-d", "raid1", *loops)
    os.mkdir("at"); run("mount", loops[0], "at")
    try:
        machine = LiveMachine(OS.LINUX)
        mount = read_mounts(machine)[os.path.realpath("at")]
        print(mount.kind, mount.source, *btrfs_members(machine, mount.source))
        print("btrfs", loops[0], *sorted(os.path.basename(loop) for loop in loops))
    finally:
        run("umount", "at")
finally:
    for loop in loops: run("losetup", "-d", loop)
"""


def test_both_disks_of_a_btrfs_are_found(tmp_path):
    tool("mkfs.btrfs")
    tool("losetup")
    ours, real = in_own("-m", BTRFS, tmp_path).splitlines()
    assert ours == real
