"""The trace of a step as the page shows it."""

from dataclasses import asdict
from pathlib import Path

from agent.record.trace import RoleCall, StepTrace
from agent.run.step import Spot
from ui.chat.teller import picture_size, readable, shot_address
from ui.report.heat import heat_of
from ui.words import printable

Plain = dict[str, object]


def trace_told(trace: StepTrace, folder: Path) -> Plain:
    """Who was asked what, where the places are, and the screens before and after."""
    return {
        "calls": [_call(each, trace.step.thought) for each in trace.calls],
        "places": [_place(spot, folder) for spot in trace.step.grounding],
        "before": _screen(trace.step.shot, folder),
        "after": _screen(trace.after, folder),
    }


def _call(call: RoleCall, told: str) -> Plain:
    """What is told of the step already is not told again."""
    saying, asked = call.saying, call.asked
    return {
        "role": saying.role,
        "model": readable(saying.model),
        "text": readable(saying.text) if saying.text != told else "",
        "seconds": round(saying.seconds, 1),
        "usage": asdict(saying.usage),
        "kept": asked is not None,
        "prompt": [{"role": each.role, "text": printable(each.text)} for each in asked.prompt]
        if asked
        else [],
        "raw": printable(asked.raw) if asked else "",
        "thoughts": printable(asked.thoughts) if asked else "",
        "error": readable(asked.error) if asked else "",
    }


def _place(spot: Spot, folder: Path) -> Plain:
    doubts = spot.doubts or (None,) * len(spot.alternatives)
    return {
        "label": readable(spot.label),
        "method": spot.method,
        "confidence": spot.confidence,
        "candidates": [
            {"point": [point.x, point.y], "confidence": sure}
            for point, sure in zip(spot.alternatives, doubts, strict=False)
        ],
        "heat": heat_of(spot.heatmap, folder),
    }


def _screen(shot: str, folder: Path) -> Plain | None:
    size = picture_size(folder / shot) if shot else None
    return {"address": shot_address(folder, shot), "size": size} if size else None
