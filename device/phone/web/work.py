"""The pages at work in this process: found by their state, made again where they were let go."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import RLock

from device.phone.web.engine import PageCrashed, PageHung
from device.phone.web.page import MOST_ACTS, Act, Page
from device.phone.web.session import PageSession, PictureSizes, Waiting
from device.phone.web.settled import Effect

KEPT = 12
"""Pages kept at work."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an act."""

    page: Page
    effects: tuple[Effect, ...] = ()
    asked: tuple[str, str, str] | None = None
    """A question that must be answered first: kind, words, what is suggested. The act has not happened."""
    trouble: str = ""
    """"hung" or "crashed": the act has not happened, and the page takes no more."""
    why: str = ""


_lock = RLock()
_working: list[PageSession] = []


def _found(page: Page) -> PageSession | None:
    with _lock:
        for same in (lambda one: one.page is page, lambda one: one.page == page):
            for session in _working:
                if same(session):
                    _working.remove(session)
                    _working.append(session)
                    return session
    return None


def _keep(session: PageSession) -> None:
    with _lock:
        _working.append(session)
        del _working[:-KEPT]


def _drop(session: PageSession) -> None:
    with _lock:
        if session in _working:
            _working.remove(session)


@contextmanager
def at_work(page: Page, gallery: PictureSizes) -> Iterator[PageSession]:
    """The page at work, made again where it has to be; nobody else changes it meanwhile.

    Raises PageHung and PageCrashed.
    """
    while True:
        session = _found(page)
        if session is None:
            try:
                session = PageSession(page, gallery)
            except Waiting as waiting:
                raise PageCrashed("an answer is missing") from waiting
            except RecursionError as error:
                raise PageCrashed(str(error)) from error
            _keep(session)
        with session.lock:
            if session.page is page or session.page == page:  # else another phone was quicker
                session.gallery = gallery
                try:
                    yield session
                finally:
                    session.gallery = _no_picture
                return


def _no_picture(address: str) -> tuple[int, int] | None:
    return None


def open_page(page: Page, gallery: PictureSizes) -> Outcome:
    """Load a page for the first time."""
    try:
        session = PageSession(page, gallery)
        session.paper  # noqa: B018  (whether it can be laid out)
    except Waiting as waiting:
        return Outcome(page, asked=waiting.asked)
    except PageHung as error:
        return Outcome(replace(page, scripts=False), trouble="hung", why=str(error))
    except (PageCrashed, RecursionError) as error:
        return Outcome(replace(page, scripts=False), trouble="crashed", why=str(error))
    session.page = replace(page, due_ms=session.due_ms)
    session.gallery = _no_picture
    _keep(session)
    return Outcome(session.page, session.effects)


def act_on(page: Page, act: Act, gallery: PictureSizes) -> Outcome:
    """Do something to a page; what it is then, and what it wants. The page given stays as it was."""
    if len(page.acts) >= MOST_ACTS:
        return Outcome(page, trouble="crashed", why="used for too long")
    try:
        with at_work(page, gallery) as session:
            try:
                session.act(act)
                session.paper  # noqa: B018  (whether it can be laid out)
            except Waiting as waiting:
                _drop(session)
                return Outcome(page, asked=waiting.asked)
            except (PageHung, PageCrashed, RecursionError):
                _drop(session)
                raise
            return Outcome(session.page, session.effects)
    except PageHung as error:
        return Outcome(page, trouble="hung", why=str(error))
    except (PageCrashed, RecursionError) as error:
        return Outcome(page, trouble="crashed", why=str(error))
