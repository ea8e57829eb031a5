import pytest

from peerkit.errors import BadData, NotFound
from peerkit.model.policy import Overlay
from peerkit.platformdata import load_catalogue
from peerkit.platformdata.scenarios import SHIPPED, find_scenario, load_scenarios
from peerkit.policies import load_policy
from peerkit.scoring.recommending import recommend
from tests.scoring.made_up import TODAY

CATALOGUE = load_catalogue()
SCENARIOS = {scenario.id: scenario for scenario in load_scenarios(CATALOGUE)}


def advice(name):
    scenario = SCENARIOS[name]
    return recommend(CATALOGUE, load_policy(scenario.policy, CATALOGUE.criteria), TODAY, Overlay(), scenario.needs)


def ids(suggestions):
    return [suggestion.judgement.platform.id for suggestion in suggestions]


def test_the_eight_of_the_trainers_are_there():
    assert set(SCENARIOS) >= {
        "flip-phone", "borrowed-computer", "family-of-twelve", "anonymous-newcomer", "medicaid-clinic", "part2-program",
        "deaf-participant", "only-whatsapp",
    }  # fmt: skip


@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_each_gives_some_advice_and_cites_what_it_comes_from(name):
    found = advice(name)
    assert found.suggestions
    scenario = SCENARIOS[name]
    assert scenario.practices or scenario.source
    assert scenario.story.endswith((".", "?"))


def test_the_advice_that_teaches():
    assert ids(advice("flip-phone").suggestions)[0] == "phone-call"
    assert "signal" not in ids(advice("borrowed-computer").suggestions)
    assert "zoom-paid" in ids(advice("medicaid-clinic").waiting)
    assert ids(advice("only-whatsapp").suggestions)[0] == "whatsapp"
    clinic = advice("only-whatsapp-clinic")
    assert "whatsapp" not in ids(clinic.suggestions)
    assert clinic.left_out[0].judgement.platform.id == "whatsapp"
    for suggestion in advice("anonymous-newcomer").suggestions:
        shown = suggestion.judgement.platform.answer("identifiers", suggestion.judgement.case.function)
        assert shown is None or shown.value in ("chosen-name", "account-alias", "unknown")
    for suggestion in advice("deaf-participant").suggestions:
        answer = suggestion.judgement.platform.answer("captions", suggestion.judgement.case.function)
        assert answer is None or answer.value != "not-offered"


def test_a_name_nobody_knows():
    with pytest.raises(NotFound) as caught:
        find_scenario(CATALOGUE, "flipphone")
    assert "flip-phone" in caught.value.hint


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("likes: [whatsapp]", "likes: [whatsup]", "did you mean 'whatsapp'"),
        ("devices: [flip-phone]", "devices: [flipphone]", "did you mean 'flip-phone'"),
        ("people: 12", "people: 1", "expected a number from 2"),
        ("function: video-group", "function: video", "expected one of"),
        ("policy: part2", "polcy: part2", "unknown key"),
    ],
)
def test_mistakes_are_named_where_they_stand(tmp_path, old, new, expected):
    path = tmp_path / "scenarios.yaml"
    text = SHIPPED.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(BadData) as caught:
        load_scenarios(CATALOGUE, path)
    assert expected in caught.value.message
