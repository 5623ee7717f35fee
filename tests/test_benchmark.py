"""Every benchmark script can be imported: what it names in the packages is there."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.table import each_row

FOLDER = Path(__file__).parents[1] / "benchmarks"
SCRIPTS = sorted(
    ".".join(file.relative_to(FOLDER.parent).with_suffix("").parts) for file in FOLDER.rglob("[a-z]*.py")
)


@each_row("script", SCRIPTS)
def test_a_benchmark_names_what_there_is(script: str) -> None:
    assert find_spec(script) is not None
    import_module(script)


def test_the_benchmark_of_the_chat_explains_its_options(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["chat", "--help"])
    with pytest.raises(SystemExit):
        import_module("benchmarks.chat").main()
    told = " ".join(capsys.readouterr().out.split())
    assert "--steps N steps of the long session" in told
    assert "--sessions N tabs that work at once" in told
