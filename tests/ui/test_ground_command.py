"""`agent ground` as a person or a program meets it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from ui.cli import main

TREE = """<hierarchy rotation="0"><node class="android.widget.Button" text="Play" clickable="true"
 enabled="true" bounds="[10,10][90,40]" package="com.game"/></hierarchy>"""


def agent(*words: str) -> Result:
    return CliRunner().invoke(main, ["ground", *words])


def last_json(result: Result) -> dict[str, object]:
    value = json.loads(result.stdout.splitlines()[-1])
    assert isinstance(value, dict)
    return value


@pytest.fixture
def shot() -> Path:
    Image.new("RGB", (200, 100), "white").save("shot.png")
    Path("tree.xml").write_text(TREE)
    return Path("shot.png")


def script(*answers: object) -> str:
    Path("answers.json").write_text(json.dumps([json.dumps(answer) for answer in answers]))
    return "chat:scripted:answers.json"


def test_trying_draws_what_was_found(shot: Path) -> None:
    result = agent("try", str(shot), "the play button", "--tree", "tree.xml")
    assert result.exit_code == 0, result.output
    assert result.output.startswith("(50, 25) by tree, sure to 9")
    with Image.open("shot-ground.png") as drawn:
        assert drawn.width == 200


def test_trying_with_a_model_for_programs(shot: Path) -> None:
    found = last_json(
        agent(
            "try", str(shot), "it", "--grounder", script({"point_2d": [100, 50]}), "--out", "x.png", "--json"
        )
    )
    assert found["point"] == [100, 50]
    assert (found["found"], found["method"], found["picture"]) == (True, "chat", "x.png")
    assert Path("x.png").is_file()


def test_nothing_found_is_told_with_an_exit_code(shot: Path) -> None:
    result = agent("try", str(shot), "Teleport", "--tree", "tree.xml", "--grounder", "tree")
    assert result.exit_code == 1
    assert result.output.startswith('not found: "Teleport" is not on this screen')


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["try", "none.png", "x"], "there is no picture none.png"),
        (["try", "shot.png", " "], "Say what to look for"),
        (["try", "tree.xml", "x"], "cannot be read as a picture"),
        (["try", "shot.png", "x", "--tree", "none.xml"], "cannot read none.xml"),
        (["try", "shot.png", "x", "--tree", "shot.png"], "holds no UI tree"),
        (["try", "shot.png", "x", "--grounder", "warp"], "no grounder is called 'warp'"),
        (["eval", "none", "--grounder", "tree"], "there is no file or folder none"),
        (["eval", "shot.png", "--grounder", "tree"], "cannot read shot.png"),
        (["eval", "."], "Missing option '--grounder'"),
        (["score", "--views", "none.json"], "none.json"),
    ],
)
def test_what_cannot_be_is_one_line(shot: Path, words: list[str], says: str) -> None:
    result = agent(*words)
    assert result.exit_code == 2
    assert says in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert "Traceback" not in result.output


def test_a_benchmark_is_measured_and_goes_on(shot: Path) -> None:
    row = {"img_filename": "shot.png", "bbox": [90, 40, 110, 60], "img_size": [200, 100], "ui_type": "icon"}
    rows = [{**row, "id": n, "instruction": f"thing {n}"} for n in range(3)]
    Path("set.json").write_text(json.dumps(rows))
    model = script({"point_2d": [100, 50]}, {"point_2d": [0, 0]})
    cut = agent("eval", "set.json", "--grounder", model, "--json")
    assert cut.exit_code == 3, "the script has an answer too few, as an endpoint may go away"
    model = script({"point_2d": [100, 50]})
    made = last_json(agent("eval", "set.json", "--grounder", model, "--json"))
    assert (made["items"], made["right"]) == (3, 2)
    folder = Path(str(made["folder"]))
    assert [json.loads(line)["right"] for line in (folder / "items.jsonl").read_text().splitlines()] == [
        True, False, True,
    ]  # fmt: skip
    told = agent("eval", "set.json", "--grounder", model)
    assert "2 of 3 right" in told.output
