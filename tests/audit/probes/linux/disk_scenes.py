"""Ways to lay out a disk, and what a right audit says of each."""

from __future__ import annotations

from collections.abc import Callable

from peerkit.model.finding import Severity, Status
from tests.audit.probes.linux.sysroot import Sysroot

LUKS2, LUKS1 = "CRYPT-LUKS2-0123456789abcdef-x", "CRYPT-LUKS1-0123456789abcdef-x"
LVM = "LVM-" + "a" * 64
Scene = Callable[[Sysroot], None]
Said = tuple[Status, Severity | None, Status]


def plain(s: Sysroot) -> None:
    s.device("sda")
    s.mount("/", s.device("sda1", part_of="sda"))
    s.device("sda2", part_of="sda")
    s.swap("/dev/sda2")


def lvm_on_luks(s: Sysroot) -> None:
    s.device("nvme0n1")
    s.mount("/boot", s.device("nvme0n1p1", part_of="nvme0n1"))
    s.device("nvme0n1p2", part_of="nvme0n1")
    s.device("dm-0", on=("nvme0n1p2",), mapping="nvme0n1p2_crypt", uuid=LUKS2)
    s.mount("/", s.device("dm-1", on=("dm-0",), mapping="vg-root", uuid=LVM))
    s.device("dm-2", on=("dm-0",), mapping="vg-swap_1", uuid=LVM)
    s.swap("/dev/mapper/vg-swap_1")


def luks_on_lvm_on_two_disks(s: Sysroot) -> None:
    for disk in ("sda", "sdb"):
        s.device(disk)
    s.device("dm-0", on=("sda", "sdb"), mapping="vg-root_crypt", uuid=LVM)
    s.mount("/", s.device("dm-1", on=("dm-0",), mapping="root", uuid=LUKS2))


def lvm_over_one_open_disk(s: Sysroot) -> None:
    s.device("sda")
    s.device("sdb")
    s.device("dm-0", on=("sda",), mapping="sda_crypt", uuid=LUKS2)
    s.mount("/", s.device("dm-1", on=("dm-0", "sdb"), mapping="vg-root", uuid=LVM))


def lvm_without_encryption(s: Sysroot) -> None:
    s.device("sda")
    s.mount("/", s.device("dm-0", on=("sda",), mapping="vg-root", uuid=LVM))


def luks1_on_raid(s: Sysroot) -> None:
    for disk in ("sda", "sdb"):
        s.device(disk)
        s.device(f"{disk}1", part_of=disk)
    s.device("md0", on=("sda1", "sdb1"), md__level="raid1")
    s.mount("/", s.device("dm-0", on=("md0",), mapping="cryptroot", uuid=LUKS1))


def partition_of_a_raid_of_luks(s: Sysroot) -> None:
    for disk, mapped in (("sda", "dm-0"), ("sdb", "dm-1")):
        s.device(disk)
        s.device(mapped, on=(disk,), mapping=f"{disk}_crypt", uuid=LUKS2)
    s.device("md126", on=("dm-0", "dm-1"))
    s.mount("/", s.device("md126p1", part_of="md126"))


def btrfs_all_members(s: Sysroot) -> None:
    for disk, mapped in (("sda", "dm-0"), ("sdb", "dm-1")):
        s.device(disk)
        s.device(mapped, on=(disk,), mapping=f"{disk}_crypt", uuid=LUKS2)
    s.mount("/", "0:40", "btrfs", "/dev/mapper/sda_crypt")
    s.btrfs("dm-0", "dm-1")


def btrfs_one_member_open(s: Sysroot) -> None:
    s.device("sda")
    s.device("sdb")
    s.device("dm-0", on=("sda",), mapping="cryptA", uuid=LUKS2)
    s.mount("/", "0:40", "btrfs", "/dev/mapper/cryptA")
    s.btrfs("dm-0", "sdb")


def btrfs_members_not_shown(s: Sysroot) -> None:
    s.device("sda")
    s.device("dm-0", on=("sda",), mapping="cryptA", uuid=LUKS2)
    s.mount("/", "0:40", "btrfs", "/dev/mapper/cryptA")


def only_home(s: Sysroot) -> None:
    s.device("sda")
    s.mount("/", s.device("sda1", part_of="sda"))
    s.device("sda2", part_of="sda")
    s.mount("/home", s.device("dm-0", on=("sda2",), mapping="home", uuid=LUKS2))


def ecryptfs_home(s: Sysroot) -> None:
    s.device("sda")
    s.mount("/", s.device("sda1", part_of="sda"))
    s.mount("/home/robin", "0:50", "ecryptfs", "/home/.ecryptfs/robin/.Private")


def homed(s: Sysroot) -> None:
    """systemd-homed: a LUKS file on an open disk, joined to the system as a loop device."""
    s.device("sda")
    s.mount("/", s.device("sda1", part_of="sda"))
    s.device("loop0", loop__backing_file="/home/robin.home")
    s.device("loop0p1", part_of="loop0")
    s.mount("/home/robin", s.device("dm-0", on=("loop0p1",), mapping="home-robin", uuid=LUKS2))


def system_but_not_home(s: Sysroot) -> None:
    s.device("sda")
    s.device("dm-0", on=("sda",), mapping="root", uuid=LUKS2)
    s.mount("/", "240:2")
    s.device("sdb")
    s.mount("/home", "240:3")


def system_but_not_var(s: Sysroot) -> None:
    s.device("sda")
    s.mount("/", s.device("dm-0", on=("sda",), mapping="root", uuid=LUKS2))
    s.mount("/var", s.device("sdb"))


def only_a_stick(s: Sysroot) -> None:
    s.device("sda")
    s.mount("/", s.device("sda1", part_of="sda"))
    s.device("sdb", removable="1")
    s.mount("/media/robin/stick", s.device("dm-0", on=("sdb",), mapping="luks-stick", uuid=LUKS2))


def only_verity(s: Sysroot) -> None:
    """dm-verity checks what is read; its name starts like encryption, and is none."""
    s.device("sda")
    s.mount("/", s.device("dm-0", on=("sda",), mapping="root", uuid="CRYPT-VERITY-0123-root"))


def image_on_an_encrypted_disk(s: Sysroot) -> None:
    s.device("sda")
    s.mount("/host", s.device("dm-0", on=("sda",), mapping="host", uuid=LUKS2))
    s.mount("/", s.device("loop0", loop__backing_file="/host/root.img"))


def container(s: Sysroot) -> None:
    s.mount("/", "0:60", "overlay", "overlay")


def atomic_desktop(s: Sysroot) -> None:
    """ostree with composefs: / is an image, what it is made of lies at /sysroot, and homes in /var."""
    s.device("sda")
    number = s.device("dm-0", on=("sda",), mapping="luks-root", uuid=LUKS2)
    s.mount("/", "0:60", "overlay", "composefs")
    for point in ("/sysroot", "/var"):
        s.mount(point, number)
    (s.root / "home").symlink_to("var/home")


def mounted_over(s: Sysroot) -> None:
    s.device("sda")
    s.mount("/", "240:1")
    s.mount("/", s.device("dm-0", on=("sda",), mapping="root", uuid=LUKS2))


def network_root(s: Sysroot) -> None:
    s.mount("/", "0:60", "nfs4", "server:/root")


def circle(s: Sysroot) -> None:
    """No kernel does this; a forged image could."""
    s.mount("/", s.device("md0"))
    s.device("md1", on=("md0",))
    (s.root / "sys/devices/pci0000:00/block/md0/slaves/md1").symlink_to("../../md1")


F, P, U, N = Status.FAIL, Status.PASS, Status.UNKNOWN, Status.NOT_APPLICABLE
M = Severity.MEDIUM
# For each: disk-encrypted, its severity, swap-encrypted.
SCENES: dict[Scene, Said] = {
    plain: (F, None, N),
    lvm_on_luks: (P, None, P),
    luks_on_lvm_on_two_disks: (P, None, P),
    lvm_over_one_open_disk: (F, None, P),
    lvm_without_encryption: (F, None, P),
    luks1_on_raid: (P, None, P),
    partition_of_a_raid_of_luks: (P, None, P),
    btrfs_all_members: (P, None, P),
    btrfs_one_member_open: (F, None, P),
    btrfs_members_not_shown: (U, None, P),
    only_home: (F, M, P),
    ecryptfs_home: (F, M, P),
    homed: (F, M, P),
    system_but_not_home: (F, None, P),
    system_but_not_var: (F, M, P),
    only_a_stick: (F, None, P),
    only_verity: (F, None, P),
    image_on_an_encrypted_disk: (P, None, P),
    container: (N, None, P),
    atomic_desktop: (P, None, P),
    mounted_over: (P, None, P),
    network_root: (U, None, P),
    circle: (U, None, P),
}
