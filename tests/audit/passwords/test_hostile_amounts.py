"""Files made to fill the memory, to take for ever, or to say that all is well."""

import io
import time
import zipfile

import pytest

from peerkit.audit.passwords import judging
from peerkit.audit.passwords.entry import LONGEST_LABEL, Collection, Entry
from peerkit.audit.passwords.secret import Secret
from peerkit.audit.passwords.sources import read_file
from peerkit.errors import UnreadableFile
from tests.audit.passwords.sources.reading import no_question

MEGABYTE = 1024 * 1024


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_packed_in_a_way_that_unpacks_all_at_once_is_refused(tmp_path, packing):
    """A few kilobytes of these become gigabytes, however little is asked for."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as archive:
        archive.writestr("export.data", b" " * MEGABYTE)
    (tmp_path / "export").write_bytes(buffer.getvalue())
    with pytest.raises(UnreadableFile, match="packed in an unusual way"):
        read_file(tmp_path / "export", no_question)


def test_a_megabyte_in_each_field_takes_no_longer_than_a_line():
    text = "river stone " * (MEGABYTE // 12)
    entries = [
        Entry(secret=Secret(f"password{number}"), title=f"{text}{number}", site=f"https://x/{text}", user=text)
        for number in range(50)
    ]
    assert len(entries[0].title) == len(entries[0].site) == len(entries[0].user) == LONGEST_LABEL
    begun = time.process_time()
    assert len(judging.judge([Collection(kind="pass", entries=tuple(entries))]).passwords) == 50
    assert time.process_time() - begun < 5, "it took minutes before labels were cut"


def test_what_is_too_long_to_be_a_password_is_told_and_not_judged():
    long = tuple(Entry(secret=Secret("canary " * size), title="x") for size in (10, 1500, 8000))
    seen = judging.judge([Collection(kind="pass", entries=long)])
    assert len(seen.passwords) == 2
    assert [(found.what, found.reason) for found in seen.unseen] == [
        ("1 entry", "they hold more than 48,000 signs, which is no password")
    ]
    assert seen.empty == 0


def test_ten_thousand_digits_before_a_letter_are_no_work():
    """To look for a changing end took the square of the length."""
    begun = time.process_time()
    digits = tuple(Entry(secret=Secret(f"{'1' * 10_000}a{number}")) for number in range(20))
    assert len(judging.judge([Collection(kind="pass", entries=digits)]).passwords) == 20
    assert time.process_time() - begun < 3
