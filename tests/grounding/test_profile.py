"""Names of checkpoints: short, on the hub, or a folder; anything else is one clear error."""

from pathlib import Path

import pytest

from device.error import ConfigError
from grounding.profile import place_of, profile_of, profiles


def test_a_folder_goes_before_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert place_of(str(tmp_path)) == str(tmp_path)
    assert place_of("gta1-7b") == "HelloKKMe/GTA1-7B"
    monkeypatch.chdir(tmp_path)
    (tmp_path / "GTA1-7B").mkdir()
    assert place_of("GTA1-7B") == "GTA1-7B"
    assert place_of("someone/else") == "someone/else"


def test_a_folder_named_like_a_checkpoint_is_taken_for_it() -> None:
    assert profile_of("/models/GUI-AIMA-3B-kl", "anchor", "qwen2_5_vl").weighting == "query_kl_part"
    assert profile_of("/models/mine", "anchor", "qwen2_5_vl").weighting == "query_1"
    assert profile_of("/models/GTA1-7B", "anchor", "qwen2_5_vl").name == "GUI-AIMA-3B"


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
