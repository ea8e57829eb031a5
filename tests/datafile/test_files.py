"""Files that are no text files, or too large, or not there; and shipped data in its faster form."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from peerkit.checklists import loader
from peerkit.datafile import MAX_BYTES, load, read_text
from peerkit.datafile.compiled import compile_text, compiled_path, read_shipped
from peerkit.errors import BadData, UnreadableFile


def refused(path: Path) -> str:
    with pytest.raises(UnreadableFile) as caught:
        load(path)
    assert caught.value.hint
    return caught.value.message


def test_not_there(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.yaml") == f"{tmp_path}/none.yaml cannot be read: no such file or directory."


def test_a_folder(tmp_path: Path) -> None:
    assert refused(tmp_path) == f"{tmp_path} is not a regular file."


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    before = time.monotonic()
    assert "is not a regular file" in refused(tmp_path / "pipe")
    assert time.monotonic() - before < 2


def test_a_device_without_an_end() -> None:
    assert refused(Path("/dev/zero")) == "/dev/zero is not a regular file."


def test_ten_megabytes(tmp_path: Path) -> None:
    file = tmp_path / "big.yaml"
    file.write_bytes(b"a: " + b"x" * 10_000_000)
    assert refused(file) == f"{file} is larger than {MAX_BYTES // 1024} KB."


def test_a_sparse_file_of_a_terabyte(tmp_path: Path) -> None:
    file = tmp_path / "sparse.yaml"
    with file.open("wb") as handle:
        handle.truncate(2**40)
    assert "is larger than" in refused(file)


def test_not_utf8_names_the_line(tmp_path: Path) -> None:
    file = tmp_path / "latin.yaml"
    file.write_bytes("a: b\nc: café\n".encode("latin-1"))
    assert refused(file) == f"{file}:2: this file is not UTF-8 text."


def test_utf16_is_told_apart(tmp_path: Path) -> None:
    file = tmp_path / "wide.yaml"
    file.write_text("a: b\n", encoding="utf-16")
    assert "not UTF-8" in refused(file)


def test_bom_and_line_ends_of_windows(tmp_path: Path) -> None:
    file = tmp_path / "windows.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: b\r\nc:\r\n  - d\r\n")
    assert load(file).plain() == {"a": "b", "c": ["d"]}
    file.write_bytes(b"\xef\xbb\xbfa: b\r\nc: &x d\r\n")
    with pytest.raises(BadData) as caught:
        load(file)
    assert (caught.value.problems[0].line, caught.value.problems[0].column) == (2, 4)


def test_no_handle_stays_open(tmp_path: Path) -> None:
    (tmp_path / "bad").write_bytes(b"\xff")
    os.mkfifo(tmp_path / "pipe")
    before = len(os.listdir("/proc/self/fd"))
    for name in ("", "none", "bad", "pipe"):
        with pytest.raises(UnreadableFile):
            read_text(tmp_path / name)
    assert len(os.listdir("/proc/self/fd")) == before


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    file = tmp_path / "data.yaml"
    file.write_text("a: 1\nb: [x, 'yes']\n")
    compiled_path(file).parent.mkdir()
    compiled_path(file).write_text(compile_text(file.read_text(), "data.yaml"))
    return file


def test_the_compiled_form_is_read_while_it_is_current(shipped: Path) -> None:
    made = json.loads(compiled_path(shipped).read_text())
    made["data"]["a"] = "from the compiled form"
    compiled_path(shipped).write_text(json.dumps(made))
    assert read_shipped(shipped, lambda value: value.plain())["a"] == "from the compiled form"


@pytest.mark.parametrize("made", ["", "[]", "{}", '{"made_from": [1]}', "\0", '{"data": {}}', "[" * 100_000])
def test_anything_else_in_its_place_sends_the_reader_back_to_the_yaml(shipped: Path, made: str) -> None:
    compiled_path(shipped).write_text(made)
    assert read_shipped(shipped, lambda value: value.plain()) == {"a": 1, "b": ["x", "yes"]}


def test_an_edited_yaml_is_read_itself(shipped: Path) -> None:
    shipped.write_text("a: 2\nb: [x, 'yes']\n")
    assert read_shipped(shipped, lambda value: value.plain())["a"] == 2


def test_a_mistake_in_compiled_data_is_told_with_its_line(shipped: Path) -> None:
    shipped.write_text("a: 1\nb:\n  c: 3\n")
    compiled_path(shipped).write_text(compile_text(shipped.read_text(), "data.yaml"))
    with pytest.raises(BadData, match=r"data\.yaml:2:1: b: unknown key"):
        read_shipped(shipped, lambda value: value.record(("a",)))


@pytest.mark.parametrize("file", sorted(loader.SHIPPED.glob("*.yaml")), ids=lambda path: path.stem)
def test_shipped_lists_have_a_current_compiled_form(file: Path) -> None:
    assert compiled_path(file).read_text() == compile_text(file.read_text(), file.name), "run: make docs"
