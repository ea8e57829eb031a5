"""Whether others can read the saved Wi-Fi passphrases on this machine."""

from collections.abc import Iterator

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_wifi import SavedWifi, SecretFile, SecretKept
from peerkit.model.finding import Severity, Verdict, failed, not_applicable, passed, unsure
from peerkit.model.private import PrivateKind, private

_OTHERS = 0o077
_ROOT = 0
_SEALED = (SecretKept.KEYRING, SecretKept.ENCRYPTED)


@check(
    title="Only the administrator can read saved Wi-Fi passphrases",
    family=Family.WIFI,
    severity=Severity.HIGH,
    remedy={
        OS.LINUX: (
            "For IT staff: sudo chown root: FILE, then sudo chmod 600 FILE, for each file named here.",
            "Then choose a new Wi-Fi password: the old one may have been read.",
            "A file in which an old passphrase is left over: delete it, or the line in it, after a look.",
        ),
        OS.MACOS: ("Nothing to do: macOS keeps Wi-Fi passwords in the system keychain.",),
        OS.WINDOWS: ("Nothing to do: Windows keeps Wi-Fi passwords encrypted, for administrators only.",),
    },
    references=(
        Reference(
            "nm-settings-keyfile(5): files that others may read are ignored, for they may hold passphrases",
            "https://networkmanager.dev/docs/api/latest/nm-settings-keyfile.html",
            "2026-11-21",
        ),
        Reference(
            "netplan: its files may hold Wi-Fi passwords and should be for root only (pull request 300)",
            "https://github.com/canonical/netplan/pull/300",
            "2026-11-21",
        ),
        Reference(
            "HIPAA Security Rule, 45 CFR 164.312(a)(1): access control",
            "https://www.govinfo.gov/content/pkg/CFR-2019-title45-vol2/xml/CFR-2019-title45-vol2-sec164-312.xml",
            "2026-11-21",
        ),
    ),
)
def wifi_secrets_private(saved: SavedWifi) -> Iterator[Verdict]:
    """Some programs save Wi-Fi passwords as plain text. If others can read the file, they can join your network."""
    found = [verdict for file in saved.files if file.secret is not False for verdict in _judged(file)]
    folders = sorted({file.path.rpartition("/")[0] for file in saved.files if file.loose_folder})
    for folder in folders:
        path = private(PrivateKind.PATH, folder)
        found.append(failed(f"Others may change or swap the files in {path}, where networks are saved.", path))
    yield from found
    told = any(network.kept in (None, SecretKept.ON_DISK) for network in saved.networks)
    sealed = sum(network.kept in _SEALED for network in saved.networks)
    if saved.blind_spot:
        yield unsure(saved.blind_spot)
    elif not saved.files and told:
        yield unsure(f"The files in which the passphrases lie could not be found. {saved.more}".rstrip())
    elif not saved.files and sealed:
        yield passed(
            f"The system keeps saved Wi-Fi passphrases sealed, in no file to read. Networks looked at: {sealed}."
        )
    elif not saved.files:
        yield not_applicable("No file on this computer saves Wi-Fi networks.")
    elif not found:
        yield passed(f"Only the administrator may read what is saved. Files looked at: {len(saved.files)}.")


def _judged(file: SecretFile) -> Iterator[Verdict]:
    path = private(PrivateKind.PATH, file.path)
    holds = "holds" if file.secret else "may hold"
    if file.mode & _OTHERS:
        yield failed(f"The file {path} {holds} a Wi-Fi passphrase, open to others (mode {file.mode:04o}).", path)
    elif file.owner != _ROOT:
        yield failed(f"The file {path} {holds} a Wi-Fi passphrase, and belongs to the account {file.owner}.", path)
    if file.needless:
        yield failed(f"In the file {path} a passphrase is left over that nothing needs.", path, Severity.LOW)
