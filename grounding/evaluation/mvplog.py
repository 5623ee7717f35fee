"""Answers as result files of ScreenSpot-Pro and MVP (arXiv 2512.08529) have them, and such files as answers.

What `agent ground score` and `--fit` read is either of the two: a folder of an evaluation, or a log.
"""

import json
from pathlib import Path
from typing import Any

from device.atomicfile import save_file
from device.error import ConfigError
from grounding.evaluation.answer import ITEMS, Answer, SeenView, answers_in, stage
from grounding.evaluation.leaderboard import correctness, is_of_screenspot_pro, metrics, submission
from grounding.evaluation.merging import write_answers
from grounding.score.method import mvp_pick
from grounding.score.viewlog import LoggedItem, load
from models.notice import notify


def convert(source: Path, out: Path) -> int:
    """Make MVP's result file of an evaluation's folder, or such a folder of a log of views; how many rows.

    Raises ConfigError for what cannot be read or written, and where `out` is there already.
    """
    _check(source, out)
    if source.is_dir():
        answers = list(answers_in(source).values())
        boxed = [answer for answer in answers if answer.bbox is not None]
        if len(boxed) < len(answers):
            notify(f"answers whose place is no box, left out: {len(answers) - len(boxed):,}")
        _save(out, {"metrics": metrics(boxed), "details": [_row(answer) for answer in boxed]})
        return len(boxed)
    log = load(source)
    if log.duplicates:
        notify(f"rows that repeat another (same picture, words and box), left out: {log.duplicates:,}")
    names = {str(item.id) for item in log.items if item.id is not None}
    named = len(names) == len(log.items)
    made = [
        _answer(item, str(item.id) if named else f"{ITEMS}:{number}")
        for number, item in enumerate(log.items, 1)
    ]
    manifest = {"grounder": f"log:{log.name}", "items": len(made), "fingerprint": log.fingerprint[:16]}
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
    _save(out, submission(name, answers))
    return len(answers)


def _check(source: Path, out: Path) -> None:
    if not source.exists():
        raise ConfigError(f"there is no file or folder {source}")
    if not out.absolute().parent.is_dir():
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


def _answer(item: LoggedItem, key: str) -> Answer:
    """A log that doesn't say who answered is one of MVP's."""
    point = item.published_pick if item.picked else mvp_pick(item)
    return Answer(
        key=key, instruction=item.instruction, image=item.image, right=item.hit(point),
        point=point, confidence=item.confidence, method=item.method or "mvp", alternatives=(), told="",
        seconds=0.0,
        image_size=item.image_size, bbox=item.bbox, group=item.group, application=item.application,
        platform=item.platform, ui_type=item.ui_type,
        views=tuple(
            SeenView(stage(view.place), view.region, view.point, view.coverage, view.output)
            for view in item.views
        ),
    )  # fmt: skip
