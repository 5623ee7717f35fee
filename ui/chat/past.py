"""Runs of earlier over HTTP: listed, read, compared, taken along. No name leads out of the folder."""

import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from device.error import ToldToPerson
from ui.chat.once import Once
from ui.chat.who import visitor_of
from ui.chat.wording import teller_of

if TYPE_CHECKING:
    from agent.run.step import Step
    from agent.run.trajectory import Trajectory
    from ui.chat.hall import Hall
    from ui.chat.teller import Speak
    from ui.past.past import PastRun

_MOST = 200
_LONGEST_TITLE = 1000
"""Bytes of a run's new name."""
_WIDTH, _SMALL = 640, 72
"""Pixels of a picture's shorter side: of one that is gone through, and of one in a list."""
_KEPT = "private, max-age=31536000, immutable"
_MEDIA = {"gif": "image/gif", "webp": "image/webp"}
Plain = dict[str, object]


def past_routes(hall: "Once[Hall]") -> list[Route]:
    """All of them."""

    def route(path: str, answer: Callable[[Path, Request], Response]) -> Route:
        async def respond(request: Request) -> Response:
            def work() -> Response:
                return answer(hall().own(visitor_of(request)).now.runs, request)

            try:
                return await run_in_threadpool(work)
            except (ToldToPerson, OSError) as error:
                raise HTTPException(404, "there is no such run") from error

        return Route(path, respond)

    async def rename(request: Request) -> Response:
        title = (await request.body())[:_LONGEST_TITLE].decode("utf-8", "replace")
        return await run_in_threadpool(_rename, hall().own(visitor_of(request)).now.runs, request, title)

    async def delete(request: Request) -> Response:
        visitor = visitor_of(request)
        used = {one.recording for one in hall().sessions(visitor)}
        return await run_in_threadpool(_delete, hall().own(visitor).now.runs, request, used)

    return [
        route("/past", _list),
        route("/past/pair", _pair),
        route("/past/run/{name}", _one),
        Route("/past/run/{name}", rename, methods=["PUT"]),
        Route("/past/run/{name}", delete, methods=["DELETE"]),
        route("/past/run/{name}/shot/{shot}", _shot),
        route("/past/run/{name}/film/{kind}", _film),
        route("/past/run/{name}/zip", _zip),
        route("/past/run/{name}/report", _report),
        route("/past/run/{name}/trace/{step:int}", _trace),
    ]


def _list(runs: Path, request: Request) -> Response:
    from ui.past.past import past_runs

    found = past_runs(runs, request.query_params.get("query", "")[:300], _MOST)
    return JSONResponse([_line(run) for run in found])


def _one(runs: Path, request: Request) -> Response:
    from ui.chat.teller import readable
    from ui.past.past import find_run, read_run

    folder = find_run(runs, request.path_params["name"])
    run = read_run(folder)
    if run is None:
        raise HTTPException(404, "there is no such run")
    tell = teller_of(request)
    reason = readable(tell(run.goal)(run.reason))
    return JSONResponse({**_line(run), "reason": reason, "steps_made": _steps(_read(folder), tell)})


def _rename(runs: Path, request: Request, title: str) -> Response:
    from ui.past.past import find_run, rename

    try:
        rename(find_run(runs, request.path_params["name"]), title)
    except (ToldToPerson, OSError) as error:
        raise HTTPException(404, "there is no such run") from error
    return Response(status_code=204)


def _delete(runs: Path, request: Request, used: set[Path | None]) -> Response:
    from ui.past.past import delete, find_run

    try:
        folder = find_run(runs, request.path_params["name"])
        if folder in used:
            raise HTTPException(409, "the run still goes on")
        delete(folder)
    except (ToldToPerson, OSError) as error:
        raise HTTPException(404, "there is no such run") from error
    return Response(status_code=204)


def _pair(runs: Path, request: Request) -> Response:
    from ui.chat.teller import readable
    from ui.past.pair import side_by_side
    from ui.past.past import find_run

    first, second = (
        _read(find_run(runs, request.query_params.get(name, ""))) for name in ("first", "second")
    )

    def told(step: "Step | None", run: "Trajectory") -> Plain | None:
        return None if step is None else _step(step, run, teller_of(request)(run.manifest.goal))

    lines = [
        {"same": line.same, "first": told(line.first, first), "second": told(line.second, second)}
        for line in side_by_side(first, second)
    ]
    goals = [readable(run.manifest.goal) for run in (first, second)]
    return JSONResponse({"goals": goals, "lines": lines})


def _shot(runs: Path, request: Request) -> Response:
    from tasks.bundle.webp import webp
    from ui.past.past import find_run

    folder, name = find_run(runs, request.path_params["name"]), request.path_params["shot"]
    path = folder / "shots" / name
    if Path(name).name != name or path.suffix != ".png" or path.is_symlink() or path.parent.is_symlink():
        raise HTTPException(404)
    width = _SMALL if "small" in request.query_params else _WIDTH
    return Response(webp(path, 80, width)[1], media_type="image/webp", headers={"Cache-Control": _KEPT})


def _film(runs: Path, request: Request) -> Response:
    from ui.past.film import film
    from ui.past.past import find_run

    folder, kind = find_run(runs, request.path_params["name"]), request.path_params["kind"]
    if kind not in _MEDIA:
        raise HTTPException(404)
    content = film(_read(folder), "gif" if kind == "gif" else "webp")
    return Response(content, media_type=_MEDIA[kind], headers=_saved(f"{folder.name}.{kind}"))


def _zip(runs: Path, request: Request) -> Response:
    from ui.past.pack import packed
    from ui.past.past import find_run

    folder = find_run(runs, request.path_params["name"])
    return Response(packed(folder), media_type="application/zip", headers=_saved(f"{folder.name}.zip"))


def _report(runs: Path, request: Request) -> Response:
    from ui.past.past import find_run
    from ui.report.run import run_page

    folder = find_run(runs, request.path_params["name"])
    page = run_page(_read(folder))
    return Response(page, media_type="text/html", headers=_saved(f"{folder.name}.html"))


def _trace(runs: Path, request: Request) -> Response:
    from agent.record.trace import traced
    from ui.chat.trace import trace_told
    from ui.past.past import find_run

    folder, index = find_run(runs, request.path_params["name"]), request.path_params["step"]
    trace = next((one for one in traced(_read(folder)) if one.step.index == index), None)
    if trace is None:
        raise HTTPException(404)
    return JSONResponse(trace_told(trace, folder))


def _saved(name: str) -> dict[str, str]:
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}


def _read(folder: Path) -> "Trajectory":
    from agent.run.trajectory import read_trajectory

    return read_trajectory(folder)


def _line(run: "PastRun") -> Plain:
    from ui.chat.teller import readable, shot_address

    return {
        "name": run.name, "title": readable(run.title), "goal": readable(run.goal), "at": run.started_at,
        "status": run.status,
        "said": [readable(each) for each in run.said],
        "when": time.strftime("%Y-%m-%d %H:%M", time.localtime(run.started_at)),
        "shot": shot_address(run.folder, run.shot) if run.shot else "",
        "verified": run.verified, "steps": run.steps, "seconds": round(run.seconds, 1),
        "answer": readable(run.answer), "reason": readable(run.reason), "phone": run.phone,
        "brain": readable(run.brain), "replays": run.replays,
    }  # fmt: skip


def _steps(run: "Trajectory", speaker: "Callable[[str], Speak]") -> list[Plain]:
    speak = speaker(run.manifest.goal)
    return [_step(step, run, speak) for step in run.steps]


def _step(step: "Step", run: "Trajectory", speak: "Speak") -> Plain:
    from ui.chat.teller import picture_size, shot_address, step_row

    size = picture_size(run.folder / step.shot) if step.shot else None
    return asdict(step_row(step, speak, shot_address(run.folder, step.shot), size, run.folder.name))
