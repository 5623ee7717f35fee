"""Shares as ScreenSpot-Pro's own evaluation writes them, and the file that its leaderboard takes."""

from collections.abc import Callable, Sequence

from pydantic import JsonValue

from grounding.evaluation.answer import Answer

GROUPS = ("Dev", "Creative", "CAD", "Scientific", "Office", "OS")
"""Of ScreenSpot-Pro, in the leaderboard's order."""


def metrics(answers: Sequence[Answer]) -> dict[str, JsonValue]:
    """What `eval_screenspot_pro.py` calls metrics: of all, by group, and by application."""
    return {
        "leaderboard_simple_style": _by(answers, "group", lambda answer: answer.group),
        "leaderboard_detailed_style": _by(answers, "app", lambda answer: answer.application),
        "overall": _counted(answers),
    }


def submission(name: str, answers: Sequence[Answer]) -> dict[str, JsonValue]:
    """What its `leaderboard_submission.ipynb` makes of them; link and description are left empty."""
    groups = [group for group in GROUPS if any(answer.group == group for answer in answers)]
    applications = sorted({answer.application for answer in answers} - {""})
    results: dict[str, JsonValue] = {
        "group": {group: _shares([a for a in answers if a.group == group]) for group in groups},
        "application": {app: _shares([a for a in answers if a.application == app]) for app in applications},
        "overall": _shares(answers),
    }
    return {name: {"link": "", "description": "", "results": results}}


def is_of_screenspot_pro(answer: Answer) -> bool:
    """Whether the answer's item says of itself what every item of ScreenSpot-Pro says."""
    return answer.group in GROUPS and bool(answer.application) and answer.ui_type in ("text", "icon")


def correctness(answer: Answer) -> str:
    """In its words."""
    return "correct" if answer.right else "wrong" if answer.point is not None else "wrong_format"


def _by(answers: Sequence[Answer], name: str, of: Callable[[Answer], str]) -> dict[str, JsonValue]:
    return {
        f"{name}:{which}": _counted([answer for answer in answers if of(answer) == which])
        for which in sorted({of(answer) for answer in answers} - {""})
    }


def _counted(answers: Sequence[Answer]) -> dict[str, JsonValue]:
    return {
        "num_correct_action": sum(answer.right for answer in answers),
        "num_total": len(answers),
        "wrong_format_num": sum(correctness(answer) == "wrong_format" for answer in answers),
        "action_acc": _share(answers),
        "text_acc": _share([answer for answer in answers if answer.ui_type == "text"]),
        "icon_acc": _share([answer for answer in answers if answer.ui_type == "icon"]),
    }


def _shares(answers: Sequence[Answer]) -> dict[str, JsonValue]:
    counted = _counted(answers)
    return {"icon": counted["icon_acc"], "text": counted["text_acc"], "avg": counted["action_acc"]}


def _share(answers: Sequence[Answer]) -> float:
    """0 of none, as there."""
    return sum(answer.right for answer in answers) / max(1, len(answers))
