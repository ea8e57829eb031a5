"""JSON exports and ZIP files: Bitwarden, Proton Pass, 1Password; whole, encrypted, broken, or made to do harm."""

import io
import json
import os
import struct
import time
import tracemalloc
import zipfile

import pytest

from peerkit.audit.passwords.sources import opening, read_file, zips
from peerkit.errors import UnreadableFile
from peerkit.model.facts_passwords import Purpose
from tests.audit.passwords.sources.reading import collected, no_question, read, zipped

ENTRY = ("Zoom", "https://zoom.example", "robin", "pw-1")
LOGIN = {"uris": [{"match": None, "uri": "https://zoom.example"}], "username": "robin", "password": "pw-1",
         "totp": None}  # fmt: skip
BITWARDEN = {
    "encrypted": False,
    "folders": [{"id": "1", "name": "Work"}],
    "items": [
        {"id": "2", "type": 1, "name": "Zoom", "notes": None, "login": LOGIN},
        {"id": "3", "type": 2, "name": "Memo", "notes": "a secret note", "secureNote": {"type": 0}},
    ],
}
CONTENT = {"itemEmail": "r@example.org", "itemUsername": "robin", "password": "pw-1", "passkeys": [],
           "urls": ["https://zoom.example"], "totpUri": "otpauth://totp/x?secret=ABC"}  # fmt: skip
PROTON_ITEM = {"state": 1, "data": {"metadata": {"name": "Zoom", "note": ""}, "extraFields": [], "type": "login",
                                    "content": CONTENT}}  # fmt: skip
PROTON = {"version": "1.31.0", "userId": "u", "encrypted": False,
          "vaults": {"a": {"name": "Personal", "items": [PROTON_ITEM, PROTON_ITEM | {"state": 2}]}}}  # fmt: skip


def one_item(details, category="001", **overview):
    item = {"categoryUuid": category, "details": details, "overview": {"title": "Zoom", **overview}}
    return {"accounts": [{"attrs": {}, "vaults": [{"attrs": {}, "items": [item]}]}]}


FIELDS = [
    {"value": "robin", "id": "", "name": "username", "fieldType": "T", "designation": "username"},
    {"value": "pw-1", "id": "", "name": "password", "fieldType": "P", "designation": "password"},
]
TOTP = [{"title": "", "fields": [{"id": "TOTP_1", "value": {"totp": "ABC"}}]}]
ONE_PUX = one_item({"loginFields": FIELDS, "sections": TOTP}, url="https://zoom.example")


def pux(document):
    return zipped({"export.attributes": "{}", "export.data": json.dumps(document)})


EXPORTS = {
    "Bitwarden, JSON": BITWARDEN,
    "Proton Pass, JSON": PROTON,
    "1Password, 1PUX": pux(ONE_PUX),
}


@pytest.mark.parametrize("kind", EXPORTS)
def test_each_is_known_by_what_is_in_it(kind, tmp_path):
    found = collected(tmp_path, EXPORTS[kind])
    assert (found.kind, found.exported) == (kind, True)
    assert read(tmp_path, EXPORTS[kind]) == [ENTRY]
    assert found.entries[0].second_factor is (None if kind.startswith("Bitwarden") else True)


def test_the_same_documents_in_zip_files(tmp_path):
    assert read(tmp_path, zipped({"Proton Pass/data.json": json.dumps(PROTON)})) == [ENTRY]
    assert read(tmp_path, zipped({"data.json": json.dumps(BITWARDEN), "attachments/1/a.txt": "x"})) == [ENTRY]


def test_items_of_1password_that_are_no_log_ins_have_passwords_too(tmp_path):
    server = one_item({"sections": [{"fields": [{"id": "admin_console_password", "value": {"concealed": "pw-2"}},
                                               {"id": "pin", "value": {"concealed": "1234"}}]}]}, "110")  # fmt: skip
    assert [told[3] for told in read(tmp_path, pux(server))] == ["pw-2"]
    plain = one_item({"password": "pw-3"}, "005")
    assert [told[3] for told in read(tmp_path, pux(plain))] == ["pw-3"]
    wireless = [{"fields": [{"id": "wireless_password", "value": {"concealed": "pw-4"}}]}]
    found = collected(tmp_path, pux(one_item({"sections": wireless}, "109")))
    assert found.entries[0].purpose is Purpose.WIFI


ENCRYPTED = {
    "Bitwarden": {"encrypted": True, "passwordProtected": True, "salt": "x", "data": "2.abc"},
    "Proton Pass as JSON": {"encrypted": True, "vaults": {}},
    "Proton Pass as PGP": "-----BEGIN PGP MESSAGE-----\n\nwy4ECQMI\n",
    "Proton Pass as ZIP": zipped({"Proton Pass/data.pgp": "-----BEGIN PGP MESSAGE-----"}),
}


@pytest.mark.parametrize("what", ENCRYPTED)
def test_an_encrypted_export_is_known_and_the_way_to_a_plain_one_told(what, tmp_path):
    with pytest.raises(UnreadableFile, match="is an encrypted export of") as refused:
        read(tmp_path, ENCRYPTED[what])
    assert "delete it afterwards" in refused.value.hint


WRONG_SHAPES = [
    {"encrypted": False, "items": None},
    {"encrypted": False, "items": [None, 5, {"type": 1}, {"type": 1, "login": {"uris": [None], "password": 5}}]},
    {"vaults": {"a": None, "b": {"items": [None, {"data": None}, {"data": {"type": "login", "content": None}}]}}},
]


@pytest.mark.parametrize("document", WRONG_SHAPES)
def test_a_member_of_another_kind_is_no_password(document, tmp_path):
    assert all(told[3] == "" for told in read(tmp_path, document))
    assert read(tmp_path, pux({"accounts": [None, {"vaults": [{"items": [{"details": {"loginFields": [1]}}]}]}]})) == []


def damaged(raw):
    """One byte of what is packed is another."""
    return raw[:60] + bytes([raw[60] ^ 0xFF]) + raw[61:]


BROKEN = {
    "cut short": json.dumps(BITWARDEN | {"note": "secret-canary"})[:-3],
    "too deep": '{"a":' * 200_000,
    "a list too deep": "[" * 200_000,
    "of another program": {"secret-canary": 1},
    "a list": ["secret-canary"],
    "a ZIP of something else": zipped({"secret-canary.txt": "x"}),
    "a ZIP cut short": pux(ONE_PUX)[:-30],
    "a ZIP with a broken member": damaged(zipped({"export.data": json.dumps(ONE_PUX)})),
    "a 1PUX that is no JSON": zipped({"export.data": "secret-canary"}),
    "a ZIP that says it is endless": pux(ONE_PUX)[:-10] + struct.pack("<II", 0xFFFFFFFF, 0) + b"\0\0",
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_one_is_refused_in_plain_words_and_not_quoted(what, tmp_path):
    with pytest.raises(UnreadableFile) as refused:
        read(tmp_path, BROKEN[what])
    assert "secret-canary" not in refused.value.message + refused.value.hint
    assert refused.value.__cause__ is None


def test_a_zip_bomb_is_unpacked_only_so_far(tmp_path, monkeypatch):
    for module in (opening, zips):
        monkeypatch.setattr(module, "LARGEST_JSON", 1024 * 1024)
    bomb = zipped({"export.data": b"[" + b" " * (32 * 1024 * 1024)})
    assert len(bomb) < 100_000
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableFile, match="holds more than 1 MB of JSON"):
            read(tmp_path, bomb)
        assert tracemalloc.get_traced_memory()[1] < 16 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_a_zip_of_very_many_members_is_refused_before_they_are_listed(tmp_path, monkeypatch):
    monkeypatch.setattr(zips, "_LONGEST_LIST", 1000)
    with pytest.raises(UnreadableFile, match="too many members"):
        read(tmp_path, zipped({f"files/{number}": "" for number in range(50)} | {"export.data": "{}"}))


def test_a_file_that_is_none_or_too_large_is_refused(tmp_path, monkeypatch):
    os.mkfifo(tmp_path / "pipe")
    started = time.monotonic()
    for path in (tmp_path / "pipe", tmp_path / "nothing", tmp_path):
        with pytest.raises(UnreadableFile):
            read_file(path, no_question)
    assert time.monotonic() - started < 5
    monkeypatch.setattr(opening, "LARGEST", 10)
    with pytest.raises(UnreadableFile, match="larger than"):
        read(tmp_path, BITWARDEN)


def test_a_zip_with_a_password_is_said_to_be_locked(tmp_path):
    raw = bytearray(pux(ONE_PUX))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.find(mark)
        while at >= 0:
            raw[at + flags] |= 1
            at = raw.find(mark, at + 1)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert archive.getinfo("export.data").flag_bits & 1
    with pytest.raises(UnreadableFile, match="damaged or locked"):
        read(tmp_path, bytes(raw))
