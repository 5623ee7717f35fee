"""Answers as MVP's result files have them (arXiv 2512.08529), and such files as answers.

What `agent ground score` and `--fit` read is either of the two: a folder of an evaluation, or a log.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from device.atomicfile import save_file
from device.error import ConfigError
from grounding.evaluation.merging import write_answers
from grounding.evaluation.run import ITEMS, Answer, SeenView, answers_in, stage
from grounding.score.method import mvp_pick
from grounding.score.viewlog import LoggedItem, load


def convert(source: Path, out: Path) -> int:
    """Make MVP's result file of an evaluation's folder, or such a folder of a log of views; how many rows.

    Raises ConfigError for what cannot be read or written, and where `out` is there already.
    """
    if out.exists():
        raise ConfigError(f"{out} is there already", "Name a place where nothing is")
    if source.is_dir():
        answers = list(answers_in(source).values())
        rows = [_row(answer) for answer in answers if answer.bbox is not None]
        found = {"metrics": {"overall": {"action_acc": _share(answers)}}, "details": rows}
        save_file(out, (json.dumps(found, ensure_ascii=False) + "\n").encode())
        return len(rows)
    log = load(source)
    made = [_answer(item, number) for number, item in enumerate(log.items, 1)]
    manifest = {"grounder": f"log:{log.name}", "items": len(made), "fingerprint": log.fingerprint[:16]}
    write_answers(out, made, (json.dumps(manifest, indent=2) + "\n").encode())
    return len(made)


def _share(answers: Iterable[Answer]) -> float:
    rights = [answer.right for answer in answers]
    return sum(rights) / max(1, len(rights))


def _row(answer: Answer) -> dict[str, object]:
    said = "correct" if answer.right else "wrong" if answer.point is not None else "wrong_format"
    return {
        "img_path": answer.image,
        "img_size": answer.image_size,
        "prompt_to_evaluate": answer.instruction,
        "bbox": answer.bbox,
        "group": answer.group,
        "application": answer.application,
        "platform": answer.platform,
        "ui_type": answer.ui_type,
        "pred": answer.point,
        "correctness": said,
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


def _answer(item: LoggedItem, number: int) -> Answer:
    point = item.published_pick if item.picked else mvp_pick(item)
    return Answer(
        key=f"{ITEMS}:{number}", instruction=item.instruction, image=item.image, right=item.hit(point),
        point=point, confidence=None, method="mvp", alternatives=(), told="", seconds=0.0,
        image_size=item.image_size, bbox=item.bbox, group=item.group, application=item.application,
        platform=item.platform, ui_type=item.ui_type,
        views=tuple(
            SeenView(stage(view.place), view.region, view.point, view.coverage, view.output)
            for view in item.views
        ),
    )  # fmt: skip
