"""Names of checkpoints: short, on the hub, or a folder; anything else is one clear error."""

from pathlib import Path

import pytest

from device.error import ConfigError
from grounding.profile import place_of, profile_of, profiles, recipe_of, recipes


def test_a_folder_goes_before_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert place_of(str(tmp_path)) == str(tmp_path)
    assert place_of("gta1-7b") == "HelloKKMe/GTA1-7B"
    monkeypatch.chdir(tmp_path)
    (tmp_path / "GTA1-7B").mkdir()
    assert place_of("GTA1-7B") == "GTA1-7B"
    assert place_of("someone/else") == "someone/else"


def test_what_a_folder_is_called_says_nothing() -> None:
    assert profile_of("/models/GUI-AIMA-3B-kl", "anchor", "qwen2_5_vl").weighting == "query_1"
    assert profile_of("/models/GTA1-7B", "anchor", "qwen2_5_vl").name == "GUI-AIMA-3B"
    assert profile_of("GUI-AIMA-3B-kl", "anchor", "qwen2_5_vl").weighting == "query_kl_part"


def test_every_recipe_is_of_a_checkpoint_and_says_what_to_expect() -> None:
    for recipe in recipes():
        assert recipe.profile.hub
        assert 40 < recipe.expected < 95
        assert recipe_of(recipe.name.upper()) is recipe
    onestage = recipe_of("aima-3b-onestage")
    assert (onestage.zoom, onestage.profile.area, onestage.profile.max_pixels) == (0, 3200 * 1800, 14_777_616)
    assert recipe_of("aima-3b-osworldg").profile.area == 2720 * 1530
    with pytest.raises(ConfigError, match=r"no recipe is called 'x'.*mvp-gta1-7b"):
        recipe_of("x")


def test_a_prompt_that_is_not_the_published_one_is_told(tmp_path: Path) -> None:
    profile = recipe_of("v2p-7b").profile
    assert "our own, NOT the published one" in profile.prompt_note(tmp_path)
    (tmp_path / "prompt.txt").write_text("Mine.\n")
    assert "that of prompt.txt, NOT" in profile.prompt_note(tmp_path)


def test_an_unknown_checkpoint_is_told_what_there_is() -> None:
    with pytest.raises(ConfigError, match=r"no checkpoint is called 'gta9'.*GTA1-7B"):
        place_of("gta9")
    with pytest.raises(ConfigError, match="not used by the pointer method"):
        profile_of("x", "pointer", "qwen3_vl_moe")


def test_a_checkpoint_s_own_prompt_is_taken(tmp_path: Path) -> None:
    profile = profiles("chat")[0]
    assert profile.asked_in(tmp_path) == profile.asked
    (tmp_path / "prompt.txt").write_text("Find it on {width} x {height}.\n", encoding="utf-8")
    assert profile.asked_in(tmp_path).system.format(width=3, height=4) == "Find it on 3 x 4."
    assert profile.asked_in(tmp_path).answer == profile.asked.answer
