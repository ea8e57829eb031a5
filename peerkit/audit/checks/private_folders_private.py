"""Whether others on this machine can look into a home."""

from collections.abc import Iterator

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_privacy import Folder, Home, PrivateFolders
from peerkit.model.finding import Severity, Verdict, failed, passed, unsure
from peerkit.model.private import PrivateKind, private

_OTHERS_READ, _OTHERS_WRITE, _OTHERS_ENTER = 0o004, 0o002, 0o001
_GROUP_READS, _GROUP_WRITES, _GROUP_ENTERS = 0o040, 0o020, 0o010


@check(
    title="Others cannot look into your folders on this computer",
    family=Family.DEVICE,
    severity=Severity.MEDIUM,
    remedy={
        OS.LINUX: (
            "Open a terminal window, and run: chmod o-rwx ~",
            "A folder whose group is named here: run chmod g-rwx and its name, unless you share it on purpose.",
            "For IT staff: set HOME_MODE 0700 in /etc/login.defs for new accounts.",
        ),
        OS.MACOS: (
            "In Finder, click the folder named here, then choose File, Get Info.",
            "Under Sharing & Permissions, set staff and everyone to No Access.",
        ),
        OS.WINDOWS: (
            "Nothing to do as a rule: Windows keeps your profile to you and administrators.",
            "For a folder of your own: Properties, then Security, and remove Users and Everyone.",
        ),
    },
    references=(
        Reference(
            "Ubuntu: private home directories since 21.04",
            "https://ubuntu.com/blog/private-home-directories-for-ubuntu-21-04",
            "2026-11-21",
        ),
        Reference(
            "45 CFR 164.312(a)(1): access control (HIPAA Security Rule)",
            "https://www.govinfo.gov/content/pkg/CFR-2019-title45-vol2/xml/CFR-2019-title45-vol2-sec164-312.xml",
            "2026-11-21",
        ),
    ),
)
def private_folders_private(folders: PrivateFolders) -> Iterator[Verdict]:
    """Notes, downloads and recordings lie there. Guests, other accounts and services on the laptop may read them."""
    found = [verdict for home in folders.homes for verdict in _judged(home)]
    yield from found
    if not found:
        yield passed(f"Others cannot look into the home folders. Looked at: {len(folders.homes)}.")
    if folders.hidden:
        yield unsure(f"{folders.hidden} more home folders could not be looked at. Run again with sudo.")


def _judged(home: Home) -> Iterator[Verdict]:
    if home.home.owner != home.uid:
        yield _failed(home.home, "belongs to another account")
    elif _open(home.home):
        yield _failed(home.home, "can be looked into by others")
    elif _enterable(home.home):
        for folder in home.inside:
            if _open(folder):
                yield _failed(folder, "can be looked into by others")


def _open(folder: Folder) -> bool:
    """Whether others may list or change what is in it."""
    by_group = folder.shared_group and folder.mode & (_GROUP_READS | _GROUP_WRITES)
    return bool(folder.mode & (_OTHERS_READ | _OTHERS_WRITE) or by_group)


def _enterable(folder: Folder) -> bool:
    return bool(folder.mode & _OTHERS_ENTER or (folder.shared_group and folder.mode & _GROUP_ENTERS))


def _failed(folder: Folder, how: str) -> Verdict:
    path = private(PrivateKind.PATH, folder.path)
    return failed(f"The folder {path} {how} (mode {folder.mode:04o}).", path)
