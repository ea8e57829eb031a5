# ruff: noqa: E501  # files in one line
"""An organisation's own platforms, on top of those that are shipped."""

import pytest

from peerkit.errors import BadData, NotFound, UnreadableFile, WrongUsage
from peerkit.model.function import Function
from peerkit.platformdata import check_platforms_file, find_platform, load_catalogue
from peerkit.platformdata.template import template
from tests.platformdata.small import SMALL

SHIPPED = load_catalogue()


@pytest.fixture
def own(tmp_path):
    (tmp_path / "ours.yaml").write_text(template("our-room", SHIPPED, "2026-11-20"), "utf-8")
    return tmp_path


def test_the_template_is_sound_and_all_unknown(own):
    assert check_platforms_file(own / "ours.yaml") == ("our-room",)
    entry = load_catalogue(own).platforms["our-room"]
    assert {answer.value for by in entry.answers.values() for answer in by.values()} == {"unknown"}
    assert set(entry.answers) == set(SHIPPED.criteria)


@pytest.mark.parametrize("name", ["Our Room", "", "../x", "zoom-free", "zoom"])
def test_no_template_for_a_name_that_cannot_be(name):
    with pytest.raises(WrongUsage):
        template(name, SHIPPED, "2026-11-20")


def test_own_entries_stand_beside_the_shipped_ones(own):
    found = load_catalogue(own)
    assert found.find("our-room").functions == (Function.VIDEO_1TO1,)
    assert found.find("zoom").id == "zoom-free"
    assert len(found.platforms) == len(SHIPPED.platforms) + 1


def test_no_folder_is_no_mistake(tmp_path):
    assert len(load_catalogue(tmp_path / "none").platforms) == len(SHIPPED.platforms)


def with_source(text, source, used):
    answer = 'status: {value: active, as_of: "2026-11-20", confidence: medium, source: %s}' % used  # noqa: UP031
    return text.replace('status: {value: unknown, as_of: "2026-11-20"}', answer) + source


def test_own_and_shipped_sources_may_back_an_answer(own):
    text = (own / "ours.yaml").read_text("utf-8")
    ours = (
        '\nsources:\n  our-page: {title: "Ours", url: "https://example.org/", kind: vendor, accessed: "2026-11-20"}\n'
    )
    (own / "ours.yaml").write_text(with_source(text, ours, "our-page"), "utf-8")
    found = load_catalogue(own)
    assert found.sources["our-page"].title == "Ours"
    assert found.platforms["our-room"].answer("status", Function.VIDEO_1TO1).source == "our-page"
    shipped = next(source.id for source in SHIPPED.sources.values() if source.url)
    (own / "ours.yaml").write_text(with_source(text, "", shipped), "utf-8")
    assert load_catalogue(own).platforms["our-room"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  our-room:", "  zoom-free:", "belongs to 'zoom-free' already"),
        ("    vendor: unknown", "    vendor: unknown\n    aliases: [zoom]", "belongs to 'zoom-free' already"),
        (
            'status: {value: unknown, as_of: "2026-11-20"}',
            'status: {value: activ, as_of: "2026-11-20", confidence: low, source: memory}',
            "did you mean 'active'",
        ),
        ("platforms:\n", "criterias: {}\nplatforms:\n", "unknown key"),
    ],
)
def test_mistakes_name_the_file_and_the_place(own, old, new, expected):
    path = own / "ours.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(BadData) as caught:
        load_catalogue(own)
    assert expected in caught.value.message
    assert caught.value.message.startswith(f"{path}:")
    with pytest.raises(BadData):
        check_platforms_file(path)


def test_an_own_source_does_not_take_the_place_of_a_shipped_one(own):
    shipped = next(source.id for source in SHIPPED.sources.values() if source.url)
    path = own / "ours.yaml"
    ours = f'\nsources:\n  {shipped}: {{title: "Ours", url: "https://example.org/", kind: vendor, accessed: "2026-11-20"}}\n'
    path.write_text(with_source(path.read_text("utf-8"), ours, shipped), "utf-8")
    with pytest.raises(BadData, match="a source of PeerKit has this id"):
        load_catalogue(own)


def test_two_own_files_may_not_share_a_name(own):
    (own / "zz.yaml").write_text((own / "ours.yaml").read_text("utf-8"), "utf-8")
    with pytest.raises(BadData, match="belongs to 'our-room' already"):
        load_catalogue(own)


def test_a_whole_data_set_can_be_checked_too(tmp_path):
    path = tmp_path / "all.yaml"
    path.write_text(SMALL, "utf-8")
    assert check_platforms_file(path) == ("app-free", "app-old")


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(UnreadableFile):
        check_platforms_file(tmp_path / "none.yaml")


def test_an_unknown_platform_says_what_to_find_out_and_what_may_be_meant():
    with pytest.raises(NotFound) as caught:
        find_platform(SHIPPED, "zom-free")
    assert caught.value.exit_code == 4
    assert "zoom-free" in caught.value.message
    assert "BAA" in caught.value.hint
    with pytest.raises(NotFound):
        find_platform(SHIPPED, "madeup-thing-of-nobody")


@pytest.mark.parametrize("name", ["Zoom", " zoom ", "ZOOM_FREE", "zoom-free"])
def test_names_are_found_however_they_are_typed(name):
    assert find_platform(SHIPPED, name).id == "zoom-free"
