from peerkit.model.settings import Settings, SignedBaa
from peerkit.scoring.overlay import overlay_from
from tests.scoring.made_up import REAL


def test_old_names_become_ids():
    found = overlay_from(
        Settings(
            approved_platforms=frozenset({"zoom-pro", "signal"}),
            banned_platforms=frozenset({"zoom"}),
            signed_baas=(SignedBaa("zoom-business", "2025-01-01"), SignedBaa("zoom-paid", "2026-02-03")),
        ),
        REAL,
    )
    assert found.approved == {"zoom-paid", "signal"}
    assert found.banned == {"zoom-free"}
    assert found.signed == {"zoom-paid": "2026-02-03"}
    assert found.assume_signed is False


def test_no_list_is_not_an_empty_list():
    assert overlay_from(Settings(), REAL).approved is None
    assert overlay_from(Settings(approved_platforms=frozenset()), REAL).approved == frozenset()


def test_names_nobody_knows_stay_as_they_are():
    settings = Settings(
        approved_platforms=frozenset({"signal", "zooom"}), signed_baas=(SignedBaa("made-up", "2026-01-01"),)
    )
    assert overlay_from(settings, REAL).approved == {"signal", "zooom"}
