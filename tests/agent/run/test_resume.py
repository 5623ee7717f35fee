"""What a run that is gone on with takes from its record."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from agent.run.journal import Manifest
from agent.run.resume import recorded_settings
from agent.run.step import Ending
from agent.run.trajectory import Trajectory
from agent.settings import ModelPlace, RoleModel, Settings
from device.error import ConfigError


def recorded(first: Settings, ending: Ending | None = None, *, embedded: bool = False) -> Trajectory:
    manifest = Manifest(
        id="r", goal="g", started_at=0, device="serial-1", embedded=embedded, brain="b", preset={},
        prompts="", config=first.for_record(), versions={},
    )  # fmt: skip
    return Trajectory(folder=Path("r"), manifest=manifest, steps=(), ending=ending)


FIRST = Settings(
    model="big", base_url="http://a/v1", preset="coloragent", roles={"reflect": RoleModel(model="small")},
    apps=frozenset({"Clock"}), max_tokens=1000, max_cost=0.5, use_memory=False, guard="deny",
)  # fmt: skip


def test_it_goes_on_as_it_was_begun_and_within_its_bounds() -> None:
    again = recorded_settings(recorded(FIRST), Settings(api_key=SecretStr("sk-1"), max_steps=7))
    assert (again.device, again.model, again.base_url, again.preset) == (
        "serial-1",
        "big",
        "http://a/v1",
        "coloragent",
    )
    assert again.roles["reflect"].model == "small"
    assert (again.apps, again.max_tokens, again.max_cost) == (frozenset({"Clock"}), 1000, 0.5)
    assert (again.use_memory, again.guard) == (False, "deny")
    assert (again.api_key.get_secret_value(), again.max_steps) == ("sk-1", 7)


def test_what_is_given_anew_wins() -> None:
    anew = Settings(model="other", preset="single", apps=frozenset({"Settings"}), max_cost=2.0)
    again = recorded_settings(recorded(FIRST), anew, {"model", "preset", "apps", "max_cost"})
    assert (again.model, again.preset, again.apps, again.max_cost) == (
        "other",
        "single",
        frozenset({"Settings"}),
        2.0,
    )


def test_what_only_a_file_or_the_environment_says_changes_nothing() -> None:
    around = Settings(model="other", preset="single", device="emulator-5554", guard="allow:all")
    again = recorded_settings(recorded(FIRST), around)
    assert (again.model, again.preset, again.device, again.guard) == ("big", "coloragent", "serial-1", "deny")
    with pytest.raises(ConfigError, match="ended with it"):
        recorded_settings(recorded(FIRST, embedded=True), around)


def test_another_model_is_not_looked_for_at_the_old_ones_address() -> None:
    again = recorded_settings(recorded(FIRST), Settings(model="gpt-5"), {"model"})
    assert (again.model, again.base_url) == ("gpt-5", "")


def test_a_roles_key_comes_from_the_settings_as_no_record_has_it() -> None:
    own = {"reflect": RoleModel(model="small", api_key=SecretStr("sk-2")), "plan": RoleModel(model="x")}
    places = {"a": ModelPlace(base_url="http://a/v1"), "b": ModelPlace(base_url="http://b/v1")}
    begun = FIRST.model_copy(update={"models": places})
    moved = ModelPlace(base_url="http://c/v1", api_key=SecretStr("sk-3"))
    there = places["b"].model_copy(update={"api_key": SecretStr("sk-4")})
    again = recorded_settings(recorded(begun), Settings(roles=own, models={"a": moved, "b": there}))
    assert again.models == {"a": places["a"], "b": there}, "a key is for one address"
    assert again.roles["reflect"].api_key.get_secret_value() == "sk-2"
    assert set(again.roles) == {"reflect"}


@pytest.mark.parametrize(
    "allowed", [{"allow": frozenset({"send"})}, {"guard": "allow:send"}, {"guard": "allow:all"}]
)
def test_what_was_allowed_has_to_be_allowed_again(allowed: dict[str, object]) -> None:
    again = recorded_settings(recorded(Settings.model_validate(allowed)), Settings())
    assert (again.allow, again.guard) == (frozenset(), "ask")


def test_the_record_of_an_earlier_release_lacks_what_there_was_not() -> None:
    old = recorded(Settings(model="big"))
    config = {name: value for name, value in old.manifest.config.items() if name in ("model", "preset")}
    lean = old.model_copy(update={"manifest": old.manifest.model_copy(update={"config": config})})
    assert recorded_settings(lean, Settings()).model == "big"


@pytest.mark.parametrize("status", ["complete", "infeasible"])
def test_what_has_ended_is_not_gone_on_with(status: str) -> None:
    with pytest.raises(ConfigError, match=f"has ended: {status}"):
        recorded_settings(recorded(FIRST, Ending.model_validate({"status": status})), Settings())


def test_a_phone_that_ended_with_its_run_is_told() -> None:
    with pytest.raises(ConfigError, match="ended with it"):
        recorded_settings(recorded(FIRST, embedded=True), Settings())
    assert (
        recorded_settings(recorded(FIRST, embedded=True), Settings(device="other"), {"device"}).device
        == "other"
    )
