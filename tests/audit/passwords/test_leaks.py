"""Looking passwords up in the offline file of leaked ones."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.audit.passwords import leaks
from peerkit.audit.passwords.digests import Digest, md4
from peerkit.audit.passwords.leaks import Leaks, Sighting
from peerkit.audit.passwords.secret import Secret
from peerkit.errors import UnreadableFile
from tests.audit.passwords.hashfiles import counted, hashes, written

KNOWN = [f"invented {number}" for number in range(60)]
UNKNOWN = [f"not there {number}" for number in range(60)]


@pytest.fixture
def sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of these tests are treated as too large to be read whole."""
    monkeypatch.setattr(leaks, "SMALL", 20_000)
    monkeypatch.setattr(leaks, "SAMPLES", 8)


def look(path: Path, passwords: list[str]) -> list[Sighting]:
    with Leaks.open(path) as opened:
        return opened.look_up([Secret(password) for password in passwords])


# The test suite of RFC 1320, appendix A.5.
RFC_1320 = {
    "": "31d6cfe0d16ae931b73c59d7e0c089c0",
    "a": "bde52cb31de33e46245e05fbdbd6fb24",
    "abc": "a448017aaf21d8525fc10ae87aa6729d",
    "message digest": "d9130a8164549fe818874806e1c7014b",
    "abcdefghijklmnopqrstuvwxyz": "d79e1c308aa5bbcdeea8ed63df412da9",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789": "043f8582f241db351ce627e153e7f0e4",
    "1234567890" * 8: "e33b4ddc9c38f2199c3e7b164fcc0536",
}


@pytest.mark.parametrize("text", RFC_1320)
def test_md4_gives_what_its_rfc_says(text: str) -> None:
    assert md4(text.encode()).hex() == RFC_1320[text]


def test_the_hashes_of_the_word_password() -> None:
    assert Digest.SHA1.of("password") == b"5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8"
    assert Digest.NTLM.of("password") == b"8846F7EAEE8FB117AD06BDD830B7586C"
    assert len(Digest.NTLM.of("\ud800\U0001f600")) == 32, "half a character is still a password"


@pytest.mark.usefixtures("sampled")
@pytest.mark.parametrize("digest", Digest)
@pytest.mark.parametrize("count", [1, 2, 50, 3000])
@pytest.mark.parametrize("end", ["\n", "\r\n", " \n"])
def test_what_is_there_is_found_and_nothing_else(tmp_path: Path, digest: Digest, count: int, end: str) -> None:
    path = written(tmp_path / "leaked", counted(hashes(count, KNOWN, digest)), end)
    mixed = KNOWN + UNKNOWN + KNOWN[:3]
    random.Random(1).shuffle(mixed)
    expected = [Sighting(True, 7) if password in KNOWN else Sighting(False) for password in mixed]
    assert look(path, mixed) == expected


@pytest.mark.usefixtures("sampled")
def test_forms_of_the_file(tmp_path: Path) -> None:
    lines = hashes(2000, KNOWN)
    first, last = lines[0], lines[-1]
    forms = {
        "bare": lines,
        "lower": [line.lower() + ":7" for line in lines],
        "each its own case": [line.lower() if number % 3 else line for number, line in enumerate(lines)],
    }
    for form, made in forms.items():
        assert [s.seen for s in look(written(tmp_path / form, made), KNOWN + UNKNOWN)] == [True] * 60 + [False] * 60
    assert look(tmp_path / "bare", KNOWN[:1]) == [Sighting(True, None)]
    (tmp_path / "bom").write_bytes(b"\xef\xbb\xbf" + "\n".join(counted(lines)).encode())
    with Leaks.open(tmp_path / "bom") as opened:
        assert opened.notes == ()
        for edge in (first, last):
            assert opened._look(edge.encode()) == Sighting(True, 7), "no line end after the last one"
    assert look(tmp_path / "bom", KNOWN) == [Sighting(True, 7)] * 60


def test_a_hash_seen_0_times_is_padding(tmp_path: Path) -> None:
    path = written(tmp_path / "padded", counted(hashes(5, KNOWN), times=0))
    assert look(path, KNOWN[:1]) == [Sighting(False)]


def test_the_name_tells_size_and_kind_but_no_path(tmp_path: Path) -> None:
    with Leaks.open(written(tmp_path / "mine", hashes(1500))) as opened:
        assert opened.name == "a file of 1,500 leaked passwords (SHA-1)"


@pytest.mark.usefixtures("sampled")
def test_the_size_of_a_large_file_is_said_roughly(tmp_path: Path) -> None:
    with Leaks.open(written(tmp_path / "large", hashes(3000, digest=Digest.NTLM))) as opened:
        assert opened.name == "a file of about 3,000 leaked passwords (NTLM)"


FOREIGN = {
    "empty": (b"", "it is empty"),
    "blank": (b"\n\r\n", "it is empty"),
    "text": (b"hunter2\npassword\n", "it does not hold hashes"),
    "packed": (b"\x1f\x8b\x08\0\0\0", "it is packed; unpack it first"),
    "7z": (b"7z\xbc\xaf\x27\x1c\0\x04", "it is packed"),
    "utf16": (b"\xff\xfeA\0B\0", "UTF-16"),
    "piece": (b"0" * 35 + b":3\r\n", "one piece of the download"),
    "sha256": (b"0" * 64 + b":3\n", "neither SHA-1 nor NTLM"),
    "binary": (bytes(range(256)) * 40, "it does not hold hashes"),
    "one long line": (b"A" * 100_000, "neither SHA-1 nor NTLM"),
    "hash then text": (b"A" * 40 + b"\nhunter2\n", "its last line is not what the first one is"),
    "both kinds": (b"A" * 40 + b"\n" + b"B" * 32 + b"\n" + b"C" * 40 + b"\n", "not what the first one is"),
    "hash then nothing": (b"A" * 40 + b"\n" + bytes(5000), "its last line is not what the first one is"),
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_another_file_is_refused_with_its_reason(tmp_path: Path, kind: str) -> None:
    content, reason = FOREIGN[kind]
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(UnreadableFile, match=reason) as refused:
        Leaks.open(tmp_path / "file")
    assert "ordered by hash" in refused.value.hint


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", tmp_path / "missing"):
        with pytest.raises(UnreadableFile):
            Leaks.open(path)


@pytest.mark.usefixtures("sampled")
@pytest.mark.parametrize("count", [100, 3000])
def test_an_unsorted_file_is_refused(tmp_path: Path, count: int) -> None:
    lines = counted(hashes(count))
    random.Random(2).shuffle(lines)
    with pytest.raises(UnreadableFile, match="not sorted by hash"):
        Leaks.open(written(tmp_path / "file", lines))


@given(data=st.binary(max_size=300))
def test_any_bytes_are_refused_or_read(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any bytes"
    path.write_bytes(data)
    try:
        sightings = look(path, ["a", ""])
    except UnreadableFile:
        return
    assert len(sightings) == 2
