"""The real sshd is the judge: what ``sshd -T`` says with a throw-away key is what PeerKit reads from the files."""

import os
import subprocess
from pathlib import Path

import pytest

from peerkit.audit.probes.linux.sshd import READERS
from peerkit.audit.probes.machine import CouldNotLook, Garbled, ListFolder, Missing, Output, RunCommand
from peerkit.audit.probes.openssh import rules_of
from peerkit.audit.probes.sshd_config import Settings, read_files
from peerkit.model.facts_remote import RemoteLogin
from tests.audit.probes.linux.scratch_etc import Moved
from tests.real import missing, tool

PLACE = 'mount -t tmpfs tmpfs /run && mkdir -m 755 /run/sshd && exec "$@"'
FROM = "user=robin,addr=192.168.1.5,host=h,laddr=192.168.1.2,lport=22"
CONFIGS = {
    "defaults": "",
    "weak": "Port 2222\nListenAddress 0.0.0.0\nPermitRootLogin yes\nPermitEmptyPasswords yes\n",
    "hard": "PermitRootLogin no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\nListenAddress 127.0.0.1\n",
    "pam": "UsePAM yes\nPasswordAuthentication no\n",
    "old name": "ChallengeResponseAuthentication no\nPasswordAuthentication no\nUsePAM yes\n",
    "equals, quotes, case": 'passwordauthentication="no"\nPERMITROOTLOGIN = yes\n',
    "comment at the end": "PasswordAuthentication no # for now\n",
    "first value wins": "PasswordAuthentication yes\nPasswordAuthentication no\n",
    "include": "Include {folder}/d/*.conf\nPasswordAuthentication no\n",
    "methods": "AuthenticationMethods publickey,password publickey,keyboard-interactive\n",
    "match": "PasswordAuthentication no\nMatch Host h\nPasswordAuthentication yes\nPermitEmptyPasswords yes",
    "match user": "PermitRootLogin no\nMatch User robin\n\tPasswordAuthentication no\nPermitRootLogin yes\n",
    "match in an include": "Include {folder}/m/*.conf\nPasswordAuthentication no\n",
    "match all": "PasswordAuthentication no\nMatch all\nPasswordAuthentication yes\n",
    "match after all": "Match all\nPasswordAuthentication no\nMatch User robin\nPasswordAuthentication yes\n",
    "match before all": "Match User robin\nPasswordAuthentication yes\nMatch all\nPasswordAuthentication no\n",
}


@pytest.fixture
def key(tmp_path):
    """A host key of no machine, so that sshd answers anybody."""
    path = tmp_path / "key"
    subprocess.run([tool("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", str(path)], check=True)
    return path


def written(folder, text):
    for name, inner in (("d", "PasswordAuthentication yes\n"), ("m", "Match User robin\nPasswordAuthentication yes\n")):
        (folder / name).mkdir()
        (folder / name / "50.conf").write_text(inner)
        (folder / name / ".hidden.conf").write_text("PermitEmptyPasswords yes\n")
    path = folder / "sshd_config"
    path.write_text(text.replace("{folder}", str(folder)))
    return path


def sshd(*words):
    """Run it; root needs the folder /run/sshd for it, which is put in a place of our own."""
    inside = [] if os.getuid() else [tool("unshare"), "-m", "sh", "-c", PLACE, "sh"]
    ended = subprocess.run([*inside, tool("sshd"), *words], capture_output=True, text=True)
    if "privilege separation" in ended.stderr or "unshare failed" in ended.stderr:
        missing("leave to mount a folder /run/sshd (unshare -m)")
    return ended


def ask(path, key, *more):
    return sshd("-T", "-f", str(path), "-h", str(key), *more)


def effective(text):
    """The settings for everyone as ``sshd -T`` prints them."""
    found = Settings()
    for line in text.split("\n"):
        keyword, _, value = line.strip().partition(" ")
        if keyword and value:
            found.take(keyword.lower(), value)
    assert "passwordauthentication" in found.values, text
    return found


@pytest.mark.parametrize("name", list(CONFIGS))
def test_the_files_are_read_as_sshd_reads_them(tmp_path, key, name):
    path = written(tmp_path, CONFIGS[name])
    blocks = read_files(Moved("/nowhere", tmp_path), str(path))
    told = ask(path, key)
    assert told.returncode == 0, told.stderr
    everyone = effective(told.stdout)
    assert rules_of(blocks[0], blocks[0]) == rules_of(everyone, everyone)
    if len(blocks) > 1:
        matched = effective(ask(path, key, "-C", FROM).stdout)
        expected, ours = rules_of(matched, matched), rules_of(blocks[0], blocks[1])
        assert (ours.passwords, ours.empty, ours.root) == (expected.passwords, expected.empty, expected.root)


@pytest.mark.parametrize("text", ["PermitRootLogin maybe\n", 'Banner "open\n'])
def test_what_sshd_refuses_is_unknown(tmp_path, key, text):
    path = written(tmp_path, text)
    told = ask(path, key)
    assert told.returncode != 0
    running = {RunCommand(("pgrep", "-x", "sshd")): Output(0, "1\n"), ListFolder("/usr/sbin"): ["sshd"]}
    with pytest.raises(Garbled):
        READERS[RemoteLogin](Moved("/etc/ssh", tmp_path, running))


def test_the_settings_of_this_machine_as_whoever_runs_the_tests():
    """Without root ``sshd -T`` finds no key it may read, and the files give the answer."""
    tool("sshd")
    if not Path("/etc/ssh/sshd_config").exists():
        missing("the settings of sshd (package openssh-server)")
    running = {RunCommand(("pgrep", "-x", "sshd")): Output(0, "1\n")}
    ended = sshd("-T")
    told = {RunCommand(("sshd", "-T")): Output(ended.returncode, ended.stdout, ended.stderr)}
    without = {RunCommand(("sshd", "-T")): Missing("not asked")}
    try:
        first, second = (READERS[RemoteLogin](Moved("/x", Path("/x"), running | one)).rules for one in (told, without))
    except CouldNotLook:
        if os.getuid() == 0:
            raise
        pytest.skip("NOT TESTED: the settings of sshd are closed to this account")
    assert first == second
