"""What a run is called."""

from pathlib import Path

from tasks.runner.session import run_name


def test_runs_of_one_second_have_names_of_their_own(tmp_path: Path) -> None:
    """Two that follow each other in a script, or begin at once in two terminals."""
    names = []
    for _ in range(3):
        names.append(run_name("mine:SUITE", "gold", tmp_path, 0.0))
        (tmp_path / names[-1]).mkdir()
    assert names == [names[0], f"{names[0]}-2", f"{names[0]}-3"]
    assert names[0].endswith("-mine-SUITE-gold")
