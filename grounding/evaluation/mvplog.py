"""Answers as result files of ScreenSpot-Pro and MVP (arXiv 2512.08529) have them, and such files as answers.

What `agent ground score` and `--fit` read is either of the two: a folder of an evaluation, or a log.
"""

import json
from pathlib import Path
from typing import Any

from device.atomicfile import save_file
from device.error import ConfigError
from grounding.evaluation.answer import ITEMS, Answer, SeenView, answers_in, stage, tell_lacking
from grounding.evaluation.leaderboard import correctness, is_of_screenspot_pro, metrics, submission
from grounding.evaluation.merging import write_answers
from grounding.score.loggedrow import ResultRow
from grounding.score.method import mvp_pick
from grounding.score.viewlog import fingerprint, load_results, once
from models.notice import notify


def convert(source: Path, out: Path) -> int:
    """Make a result file of an evaluation's folder, or such a folder of a result file or log; how many rows.

    Raises ConfigError for what cannot be read or written, and where `out` is there already.
    """
    _check(source, out)
    if source.is_dir():
        answers = list(answers_in(source).values())
        tell_lacking(source, len(answers))
        boxed = [answer for answer in answers if answer.bbox is not None]
        if len(boxed) < len(answers):
            notify(f"answers whose place is no box, left out: {len(answers) - len(boxed):,}")
        _save(out, {"metrics": metrics(boxed), "details": [_row(answer) for answer in boxed]})
        return len(boxed)
    rows = load_results(source)
    kept = once(rows)
    if len(kept) < len(rows):
        notify(f"rows that repeat another (same picture, words and box), left out: {len(rows) - len(kept):,}")
    names = {str(row.id) for row in kept if row.id is not None}
    named = len(names) == len(kept)
    made = [_answer(row, str(row.id) if named else f"{ITEMS}:{number}") for number, row in enumerate(kept, 1)]
    identity = {"items": len(made), "fingerprint": fingerprint(kept)[:16]}
    manifest = {"grounder": f"log:{source.name}", **identity}
    write_answers(out, made, (json.dumps(manifest, indent=2) + "\n").encode())
    return len(made)


def submit(source: Path, out: Path, name: str) -> int:
    """Write what ScreenSpot-Pro's leaderboard takes of an evaluation's folder, as a name; how many answers.

    Raises ConfigError for what cannot be read, for an evaluation of other data, and where `out` is there.
    """
    _check(source, out)
    answers = list(answers_in(source).values())
    foreign = next((answer for answer in answers if not is_of_screenspot_pro(answer)), None)
    if foreign is not None:
        raise ConfigError(
            f"{source} is no evaluation of ScreenSpot-Pro, whose leaderboard takes no other: {foreign.key} "
            "lacks its group, application or type"
        )
    tell_lacking(source, len(answers))
    _save(out, submission(name, answers))
    return len(answers)


def _check(source: Path, out: Path) -> None:
    """A folder is made with what lies above it, as everywhere; a file goes into a folder that is there."""
    if not source.exists():
        raise ConfigError(f"there is no file or folder {source}")
    if source.is_dir() and not out.absolute().parent.is_dir():
        raise ConfigError(f"cannot write {out}: there is no folder {out.parent}", "Make it first")
    if out.exists():
        raise ConfigError(f"{out} is there already", "Name a place where nothing is")


def _save(out: Path, found: dict[str, Any]) -> None:
    save_file(out, (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode())


def _row(answer: Answer) -> dict[str, object]:
    return {
        "id": answer.key,
        "img_path": answer.image,
        "img_size": answer.image_size,
        "prompt_to_evaluate": answer.instruction,
        "bbox": answer.bbox,
        "group": answer.group,
        "application": answer.application,
        "platform": answer.platform,
        "ui_type": answer.ui_type,
        "pred": answer.point,
        "method": answer.method,
        "confidence": answer.confidence,
        "correctness": correctness(answer),
        "lang": "en",
        "instruction_style": "instruction",
        "gt_type": "positive",
        "raw_response": answer.views[0].output if answer.views else "",
        "_debug": {
            "predictions": [
                {
                    "stage": view.stage,
                    "point": view.point,
                    "coverage": view.coverage,
                    "region": view.region,
                    "output": view.output,
                }
                for view in answer.views
                if view.point is not None
            ]
        },
    }


def _answer(item: ResultRow, key: str) -> Answer:
    """What the row picked; a log that doesn't say it picks by MVP's rule."""
    point = item.published_pick if item.picked else mvp_pick(item)
    return Answer(
        key=key, instruction=item.instruction, image=item.image, right=item.hit(point),
        point=point, confidence=item.confidence, method=item.answerer, alternatives=(), told="",
        seconds=0.0,
        image_size=item.image_size, bbox=item.bbox, group=item.group, application=item.application,
        platform=item.platform, ui_type=item.ui_type,
        views=tuple(
            SeenView(stage(view.place), view.region, view.point, view.coverage, view.output)
            for view in item.views
        ),
    )  # fmt: skip
