"""`agent ground` as a person or a program meets it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from grounding.evaluation.run import ask
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


def test_an_earlier_answer_is_no_answer_to_what_is_not_found(shot: Path) -> None:
    words = ["--tree", "tree.xml", "--grounder", "tree"]
    assert agent("try", str(shot), "Play", *words).exit_code == 0
    result = agent("try", str(shot), "Teleport", *words)
    assert "picture: shot-ground.png (without a mark)" in result.output
    assert "--tree" not in result.output
    with Image.open("shot-ground.png") as drawn:
        assert drawn.crop((0, 0, 200, 100)).convert("L").getextrema() == (255, 255)
    assert last_json(agent("try", str(shot), "Teleport", *words, "--json"))["picture"] == "shot-ground.png"


def test_where_nothing_was_found_it_is_said_who_else_may_look(shot: Path) -> None:
    told = agent("try", str(shot), "Teleport").output
    assert "With --tree FILE" in told
    assert "With --grounder ocr,bundled icons are looked for too" in told
    assert "bundled icons" not in agent("try", str(shot), "Teleport", "--grounder", "bundled").output


def view_row(number: int, apart: int) -> dict[str, object]:
    """An item of a view log whose two answers lie so far apart, right when they agree."""
    views = [
        {"stage": "full_image", "point": [apart, 5], "coverage": 0},
        {"stage": "subimage_1", "point": [5 + apart, 5], "coverage": 60},
    ]
    more = {"application": f"app {number % 5}", "instruction": f"press {number}"}
    return {
        "image": f"{number}.png",
        "image_size": [400, 200],
        "bbox": [0, 0, 20, 20],
        "views": views,
        **more,
    }


def test_trying_says_when_it_is_too_little_to_tap(shot: Path) -> None:
    Path("twins.xml").write_text(
        '<hierarchy rotation="0"><node class="android.widget.FrameLayout" bounds="[0,0][200,100]">'
        + "".join(
            f'<node class="android.widget.Button" text="Play" clickable="true" enabled="true" '
            f'bounds="[{40 * n},10][{40 * n + 30},40]"/>'
            for n in range(5)
        )
        + "</node></hierarchy>"
    )
    words = ["try", str(shot), "Play", "--tree", "twins.xml"]
    told = agent(*words).output
    assert "too little to tap: the agent does from 30 %" in told
    assert "\n  2: (" in told
    found = last_json(agent(*words, "--json"))
    assert isinstance(found["alternatives"], list)
    others = [confidence for _, _, confidence in found["alternatives"]]
    assert others == sorted(others, reverse=True)
    assert (found["taps"], found["taps_from"]) == (False, 0.3)
    sure = last_json(agent("try", str(shot), "Play", "--tree", "tree.xml", "--json"))
    assert sure["taps"] is True


def test_a_picture_is_what_its_name_says(shot: Path) -> None:
    for name, kind in (("x.png", "PNG"), ("x.jpg", "JPEG"), ("x.webp", "WEBP")):
        assert agent("try", str(shot), "Play", "--tree", "tree.xml", "--out", name).exit_code == 0
        with Image.open(name) as drawn:
            assert drawn.format == kind


def test_several_grounders_are_tried_in_their_order(shot: Path) -> None:
    found = last_json(
        agent("try", str(shot), "Play", "--tree", "tree.xml", "--grounder", "tree,bundled", "--json")
    )
    assert found["method"] == "tree"


def test_without_a_tree_nobody_misses_it(shot: Path) -> None:
    result = agent("try", str(shot), "Teleport")
    assert result.exit_code == 1
    assert "UI tree" not in result.output
    assert ";" not in result.output


def test_the_confidence_is_fitted_to_a_log_of_ones_own(shot: Path) -> None:
    rows = [view_row(number, 0 if number % 3 else 90) for number in range(90)]
    Path("views.json").write_text(json.dumps(rows))
    told = agent("score", "--views", "views.json", "--fit", "own.json")
    assert told.exit_code == 0, told.output
    assert "cross-validated" in told.output
    assert "in place of" not in told.output
    again = agent("score", "--views", "views.json", "--fit", "own.json")
    assert "own.json (used with the setting grounder_fit), in place of the fit that was there" in again.output
    made = last_json(agent("score", "--views", "views.json", "--fit", "own.json", "--json"))
    assert made["fit"] == "own.json"
    model = script({"point_2d": [100, 50]}, {"point_2d": [200, 100]})
    words = ["try", str(shot), "it", "--grounder", f"mvp:{model}", "--json"]
    shipped = last_json(agent(*words))
    Path("tapwright.toml").write_text('grounder_fit = "own.json"\n')
    own = last_json(agent(*words))
    assert shipped["point"] == own["point"]
    assert float(str(own["confidence"])) != float(str(shipped["confidence"]))
    Path("own.json").write_text("{}")
    broken = agent(*words)
    assert broken.exit_code == 2
    assert "own.json is no fit of the confidence" in broken.stderr


def test_the_shipped_confidence_is_moved_by_a_few_labelled_items(shot: Path) -> None:
    Path("views.json").write_text(json.dumps([view_row(n, 0 if n % 3 else 90) for n in range(90)]))
    words = ["score", "--views", "views.json", "--recalibrate", "30"]
    told = agent(*words)
    assert "moved by 30 labelled items and scored on the other 60" in told.output
    made = last_json(agent(*words, "--fit", "own.json", "--json"))
    confidence = made["confidence"]
    assert isinstance(confidence, dict)
    assert (confidence["how"], confidence["labelled"]) == ("recalibrated", 30)
    assert json.loads(Path("own.json").read_text())["items"] == 30
    assert confidence["calibration_error"] < 0.2, "they come in turn, the labelled ones do not"
    every = agent("score", "--views", "views.json", "--recalibrate", "90")
    assert "moved by 90 labelled items and cross-validated in ten parts" in every.output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["score", "--views", "few.json", "--recalibrate", "2"], "few.json has 1 items, not 2"),
        (["try", "none.png", "x"], "there is no picture none.png"),
        (["try", "shot.png", " "], "Say what to look for"),
        (["try", "tree.xml", "x"], "cannot be read as a picture"),
        (["try", "shot.png", "x", "--tree", "none.xml"], "cannot read none.xml"),
        (["try", "shot.png", "x", "--tree", "shot.png"], "holds no UI tree"),
        (["try", "shot.png", "x", "--grounder", "warp"], "no grounder is called 'warp'"),
        (["eval", "none", "--grounder", "tree"], "there is no file or folder none"),
        (["eval", "shot.png", "--grounder", "tree"], "cannot read shot.png: it is no text. Name the .json"),
        (["eval", "few.jsonl", "--grounder", "tree"], "tree finds nothing on pictures alone"),
        (["eval", "."], "one grounder is measured"),
        (["score", "--views", "none.json"], "none.json"),
        (["try", "shot.png", "x", "--out", "no/x.png"], "cannot write no/x.png: there is no folder no"),
        (["try", "shot.png", "x", "--out", "x.gif"], "no such kind of picture. End it in .png"),
        (["score", "--views", "none.json", "--plot", "no/x.png"], "there is no folder no"),
        (["score", "--views", "none.json", "--plot", "x"], "no such kind of picture"),
        (["score", "--views", "none.json", "--fit", "no/x.json"], "there is no folder no"),
        (["score", "--views", "few.json", "--fit", "few.json"], "few.json is there and is no fit"),
        (["convert", "none", "x.json"], "there is no file or folder none"),
        (["convert", ".", "no/x"], "cannot write no/x: there is no folder no. Make it first"),
        (["merge", "x", "none"], "there is no folder none"),
        (["merge", "x", "."], ". holds no evaluation"),
        (["score", "--views", "few.json", "--fit", "x.json"], "1 of 1 items are right. It takes 50"),
    ],
)
def test_what_cannot_be_is_one_line(shot: Path, words: list[str], says: str) -> None:
    Path("few.json").write_text(json.dumps([view_row(0, 0)]))
    row = {"img_filename": "shot.png", "bbox": [90, 40, 110, 60], "instruction": "it"}
    Path("few.jsonl").write_text(json.dumps(row))
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
    few = ["eval", "set.json", "--grounder", model, "--out", "few", "--limit"]
    script({"point_2d": [100, 50]})
    assert last_json(agent(*few, "1", "--json"))["items"] == 1
    script({"point_2d": [100, 50]}, {"point_2d": [100, 50]})
    more = last_json(agent(*few, "3", "--json", "--against", str(folder)))
    assert more["items"] == 3
    assert isinstance(more["against"], dict)
    assert (more["against"]["items"], more["against"]["better"]) == (3, 1)


def test_answers_about_the_folder_one_is_in_are_kept_under_its_name(
    shot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("spot").mkdir()
    monkeypatch.chdir("spot")
    Image.new("RGB", (200, 100), "white").save("shot.png")
    row = {"img_filename": "shot.png", "bbox": [90, 40, 110, 60], "instruction": "it"}
    Path("set.json").write_text(json.dumps([row]))
    made = last_json(agent("eval", ".", "--grounder", "bundled", "--json"))
    assert made["folder"] == "evaluations/spot-bundled"


def test_data_of_which_no_picture_can_be_read_are_an_error_that_does_not_stick(shot: Path) -> None:
    row = {"img_filename": "cut.png", "bbox": [90, 40, 110, 60], "img_size": [200, 100], "instruction": "it"}
    Path("set.json").write_text(json.dumps([row]))
    Path("cut.png").write_bytes(shot.read_bytes()[:60])
    words = ["eval", "set.json", "--grounder", script({"point_2d": [100, 50]}), "--out", "out"]
    broken = agent(*words)
    assert broken.exit_code == 2
    assert "not one picture of 1 can be read, the first: " in broken.stderr
    assert "cut.png cannot be read as a picture" in broken.stderr
    Path("cut.png").write_bytes(shot.read_bytes())
    assert "1 of 1 right" in agent(*words).output


def test_nothing_to_compare_with_is_said_before_the_work(shot: Path) -> None:
    row = {"img_filename": "shot.png", "bbox": [90, 40, 110, 60], "img_size": [200, 100]}
    for name, says in (("a", "one thing"), ("b", "another")):
        Path(f"{name}.json").write_text(json.dumps([{**row, "instruction": says}]))
    model = script({"point_2d": [100, 50]}, {"point_2d": [100, 50]})
    assert agent("eval", "a.json", "--grounder", model, "--out", "a").exit_code == 0
    other = agent("eval", "b.json", "--grounder", model, "--out", "b", "--against", "a")
    assert other.exit_code == 2
    assert "a answered nothing that is asked here" in other.stderr
    assert not Path("b").exists()


def test_shards_of_an_evaluation_are_put_together(shot: Path) -> None:
    rows = [
        {"img_filename": "shot.png", "bbox": [90, 40, 110, 60], "instruction": name, "img_size": [200, 100]}
        for name in ("one", "two", "three")
    ]
    Path("data.json").write_text(json.dumps(rows))
    for part, count in (("1/2", 2), ("2/2", 1)):
        names = script(*[{"point_2d": [100, 50]}] * count)
        result = agent("eval", "data.json", "--grounder", names, "--shard", part, "--json")
        assert last_json(result)["right"] == count
    folders = sorted(str(folder) for folder in Path("evaluations").iterdir())
    assert agent("merge", "whole", *folders).stdout == "answers: 3 in whole\n"
    assert agent("convert", "whole", "mvp.json").stdout == "rows: 3 in mvp.json\n"
    told = agent("score", "--views", "mvp.json", "--plot", "p.png").output
    assert "one look an item, so there is nothing to choose from: 100.00 % right" in told
    assert "confidence (what the answers say of themselves)" in told
    assert told.endswith("plot: p.png\n")
    fitted = agent("score", "--views", "mvp.json", "--recalibrate", "2")
    assert (fitted.exit_code, "one look an item" in fitted.output) == (2, True)
    board = agent("convert", "whole", "board.json", "--leaderboard", "me")
    assert (board.exit_code, "no evaluation of ScreenSpot-Pro" in board.output) == (2, True)
    assert agent("eval", "data.json", "--grounder", "ocr", "--shard", "3/2").exit_code == 2


def test_a_folder_is_made_with_what_lies_above_it(shot: Path) -> None:
    Path("few.json").write_text(json.dumps([view_row(0, 0)]))
    assert agent("convert", "few.json", "back/few").stdout == "rows: 1 in back/few\n"
    assert agent("merge", "merged/few", "back/few").stdout == "answers: 1 in merged/few\n"


def test_who_stops_it_is_told_how_it_goes_on(shot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"img_filename": "shot.png", "bbox": [90, 40, 110, 60], "img_size": [200, 100]}
    Path("set.json").write_text(json.dumps([{**row, "instruction": f"thing {n}"} for n in range(3)]))
    asked = iter([ask, _stopped])
    monkeypatch.setattr("grounding.evaluation.run.ask", lambda *words: next(asked)(*words))
    result = agent("eval", "set.json", "--grounder", script({"point_2d": [100, 50]}))
    assert result.exit_code == 1
    assert result.stderr.split("\n")[0] == "1 of 3 answered; the same command asks the rest"
    assert result.stderr.endswith("error: stopped\n")


def _stopped(*_words: object) -> None:
    raise KeyboardInterrupt


def test_one_grounder_is_measured_by_name_or_by_recipe(shot: Path) -> None:
    assert "--recipe" in agent("eval", "data.json").output
    Path("data.json").write_text(
        json.dumps([{"img_filename": "shot.png", "bbox": [1, 1, 9, 9], "instruction": "x"}])
    )
    unknown = agent("eval", "data.json", "--recipe", "x")
    assert unknown.exit_code == 2
    assert "no recipe is called 'x'" in unknown.output
