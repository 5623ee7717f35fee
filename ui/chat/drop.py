"""Files dropped on the phone's picture: into its Download folder."""

import tempfile
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from device.error import ToldToModel, ToldToPerson
from ui.chat.hall import Hall
from ui.chat.hand import may_touch
from ui.chat.once import Once
from ui.chat.who import visitor_of
from ui.chat.wording import speaker_of
from ui.service.told import NotNow

_LARGEST = 100_000_000
"""Bytes of a file."""
_LONGEST_NAME = 120
FOLDER = "/sdcard/Download"


async def drop(hall: Once[Hall], request: Request) -> Response:
    """Put a request's body on the phone of a session, under the name that it gives."""
    speak = speaker_of(request)
    name = _plain(request.query_params.get("name", ""))
    session = request.path_params["session"]
    try:
        seat = await run_in_threadpool(lambda: hall().seat(visitor_of(request), session))
        if not may_touch(seat.session.standing()):
            raise NotNow("the agent has the phone", "Take over to use it")
        with tempfile.NamedTemporaryFile(prefix="tapwright-") as kept:
            size = 0
            async for part in request.stream():
                size += len(part)
                if size > _LARGEST:
                    return JSONResponse({"told": speak("that file is larger than 100 MB")}, 413)
                kept.write(part)
            kept.flush()
            path = Path(kept.name)
            await run_in_threadpool(lambda: seat.session.device.push(path, f"{FOLDER}/{name}"))
    except (ToldToPerson, ToldToModel) as error:
        return JSONResponse({"told": speak(str(error))}, 409)
    return JSONResponse({"told": f"{FOLDER}/{name}"})


def _plain(name: str) -> str:
    """A file's name without folders, and without what a shell or a file system takes for something else."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(letter for letter in last if letter.isprintable() and letter not in '"*:<>?|').strip(". ")
    return kept[-_LONGEST_NAME:] or "file"
