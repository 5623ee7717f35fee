"""What a run is called, and what its folder says of it."""

import json
from pathlib import Path

from agent.settings import Settings
from tasks.runner.phone import PhoneSpec
from tasks.runner.run import find_spec, run_name
from tests.tasks.spec import spec_in


def test_runs_of_one_second_have_names_of_their_own(tmp_path: Path) -> None:
    """Two that follow each other in a script, or begin at once in two terminals."""
    names = []
    for _ in range(3):
        names.append(run_name("mine:SUITE", "gold", tmp_path, 0.0))
        (tmp_path / names[-1]).mkdir()
    assert names == [names[0], f"{names[0]}-2", f"{names[0]}-3"]
    assert names[0].endswith("-mine-SUITE-gold")


def test_a_folder_of_version_0_1_0_is_read(tmp_path: Path) -> None:
    """It kept what workers are told apart from the rest, under other names."""
    settings = Settings(use_memory=False).model_dump(mode="json", exclude={"api_key"})
    told = {
        "run": "one",
        "suite": "world",
        "ledger": str(tmp_path / "ledger.sqlite"),
        "folder": str(tmp_path / "one"),
        "entrant": "gold",
        "settings": settings,
        "berth": {"serial": "a:1"},
        "pictures": False,
        "home": None,
    }
    phones = [{"serial": "a:1"}, {"serial": "b:2"}]
    start = {"errand": told, "berths": phones, "seed": 7, "names": ["SimpleSmsSend"], "max_cost": 2.5}
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "start.json").write_text(json.dumps(start), "utf-8")
    assert find_spec(tmp_path / "one", Settings()) == spec_in(
        tmp_path,
        phones=(PhoneSpec(serial="a:1"), PhoneSpec(serial="b:2")),
        pictures=False,
        seed=7,
        tasks=("SimpleSmsSend",),
        max_cost=2.5,
    )
