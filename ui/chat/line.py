"""One tab's line to its phone and its agent: a WebSocket, for as long as the tab is open."""

import asyncio
import json
import math
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TypeVar

from PIL import Image
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from agent.settings import Settings
from device.error import ConfigError, ToldToModel, ToldToPerson
from device.mirror.serverfile import ServerFile, find_server
from ui.chat.again import Again
from ui.chat.feed import Feed, Gone, Picture, Scene, Sight, Video
from ui.chat.gate import Visitor
from ui.chat.hall import Hall, SharedSession
from ui.chat.part import changed_part
from ui.chat.sight import elements_told, found_told, phones_told
from ui.chat.steer import kept, standing_told, steer
from ui.chat.teller import Teller
from ui.chat.wish import (
    Copy,
    Enter,
    Find,
    Finger,
    ForgetRoutine,
    Hand,
    Inspect,
    Key,
    Leave,
    ListPhones,
    NewChat,
    Paste,
    Pinch,
    Rejoin,
    Resume,
    Routines,
    SaveRoutine,
    Send,
    Swipe,
    Tap,
    Turn,
    Type,
    WholePicture,
    Wish,
    wish_reader,
)
from ui.chat.wording import said, speaker_of, teller_of
from ui.service.desk import NoSession
from ui.service.told import NotNow

_BREATH = 0.5
"""Seconds after which one who waits for news looks whether it is still wanted."""
_MOST_WAITING = 2_000
_MOST_FRAMES = 120
_LONGEST_WISH = 64_000
Plain = dict[str, object]
T = TypeVar("T")


class TabConnection:
    """What goes to and fro between a tab and its session."""

    def __init__(self, socket: WebSocket, hall: Hall, visitor: Visitor) -> None:
        self._socket = socket
        self._hall = hall
        self._visitor = visitor
        self._speak = speaker_of(socket)
        self._loop = asyncio.get_running_loop()
        self._news: asyncio.Queue[Plain] = asyncio.Queue(_MOST_WAITING)
        self._picture: Picture | None = None
        """The latest that was not sent yet; a slow tab misses those between."""
        self._fresh = asyncio.Event()
        self._shown: Image.Image | None = None
        """What the tab shows, once it has drawn all that was sent."""
        self._whole = True
        """Whether the next picture is to be sent whole."""
        self._video: asyncio.Queue[Video] = asyncio.Queue(_MOST_FRAMES)
        self._is_behind = False
        """Whether frames were left out, so that the next ones are of no use."""
        self._decodes = False
        """Whether the tab can decode video."""
        self._sent = 0
        """Pictures that were."""
        self._wishes: asyncio.Queue[tuple[float, str] | None] = asyncio.Queue()
        """What the tab said and when; None once it is gone."""
        self._shown_at = math.inf
        """When the phone was first seen, by the monotonic clock: nobody can have meant to touch it before."""
        self._seat: SharedSession | None = None
        self._feed: Feed | None = None
        self._followed: threading.Event | None = None
        """Set, it ends the following of the session."""

    async def serve(self) -> None:
        """Until the tab goes."""
        await self._socket.accept()
        works = (self._send_news(), self._send_pictures(), self._send_video(), self._listen())
        beside = [asyncio.create_task(work) for work in works]
        try:
            while (said := await self._wishes.get()) is not None:
                await self._hear(*said)
        finally:
            for task in beside:
                task.cancel()
            seat = self._let_go()
            if seat is not None:
                self._hall.leave(seat)

    # -- from the tab --------------------------------------------------------------------------------
    async def _listen(self) -> None:
        """Take down what the tab says, while what it said before is still being done."""
        try:
            while self._socket.application_state is WebSocketState.CONNECTED:  # else a picture found it gone
                said = await self._socket.receive_text()
                if self._wishes.qsize() >= _MOST_WAITING:
                    await self._socket.close(1013)
                self._wishes.put_nowait((time.monotonic(), said))
        except WebSocketDisconnect:
            pass
        finally:
            self._wishes.put_nowait(None)

    async def _hear(self, at: float, text: str) -> None:
        try:
            if len(text) > _LONGEST_WISH:
                raise ValueError("too long")
            wish = wish_reader.validate_json(text)
        except (ValidationError, ValueError):
            self._say({"is": "failure", "text": self._speak("that could not be read"), "about": ""})
            return
        try:
            await run_in_threadpool(self._do, wish, at)
        except (ToldToPerson, ToldToModel) as error:
            untyped = wish.text if isinstance(wish, Type | Paste | Send) else ""
            self._say(
                {"is": "failure", "text": self._speak(str(error)), "about": wish.do, "untyped": untyped}
            )

    def _do(self, wish: Wish, at: float) -> None:
        match wish:
            case Enter() | Resume() | Rejoin():
                self._take(wish)
            case Leave(run=run):
                self._hall.desk(self._visitor).leave(run)
                self._tell_phones()
            case ListPhones():
                self._tell_phones()
            case WholePicture():
                self._hand_over(self._send_whole, None)
            case Routines() | SaveRoutine() | ForgetRoutine():
                self._say(kept(self._again, wish))
            case _ if self._seat is None or self._feed is None:
                raise ToldToPerson("there is no phone in this tab", "Choose one")
            case Inspect(on=on):
                self._feed.inspect(on)
            case Find(words=words):
                self._say(found_told(self._seat.session, words))
            case Tap() | Finger() | Pinch() | Swipe() | Type() | Paste() | Copy() | Key() | Turn():
                self._touch(wish, at, self._seat, self._feed)
            case NewChat():
                self._seat.session.renew()
                self._say(self._entered(self._seat, anew=True))
                self._tell_standing(self._seat)
            case steering:
                steer(self._seat.session, steering, self._again)
                self._tell_standing(self._seat)

    def _touch(self, wish: Hand, at: float, seat: SharedSession, feed: Feed) -> None:
        """Do by hand on the phone what was asked for at a time."""
        if at < self._shown_at:
            raise NotNow("the phone is still starting")
        told = seat.fingers.do(wish, seat.session.standing(), at)
        if told:
            self._say(told)
        feed.poke()
        if isinstance(wish, Finger | Pinch):
            self._say({"is": "touched"})  # the next move may come: a slow phone gets no queue of them

    def _take(self, wish: Enter | Resume | Rejoin) -> None:
        """Have another session in this tab."""
        match wish:
            case Enter(session=session, phone=phone, after=after, video=video):
                self._decodes = video
                self._enter(partial(self._hall.enter, self._visitor, session, phone), session, after)
            case Resume(run=run):
                here = self._seat.session.recording if self._seat is not None else None
                if here is None or here.name != run:  # a second click asks for what it has
                    self._enter(partial(self._hall.resume, self._visitor, run))
            case Rejoin(session=session):
                if self._hall.seat(self._visitor, session) is not self._seat:  # raised before one is given up
                    self._enter(partial(self._hall.enter, self._visitor, session))

    @property
    def _again(self) -> Again:
        say = partial(said, asks=self._socket)
        return Again(self._hall.own(self._visitor).now.runs, self._visitor.user, say)

    def _enter(self, take: Callable[[], SharedSession], session: str = "", after: int = 0) -> None:
        old = self._let_go()
        if old is not None:
            self._hall.give_up(old)
        if session:
            self._tell_if_lost(session)
        self._seat = seat = take()
        known = after if seat.session.id == session else 0
        self._say(self._entered(seat, anew=known == 0 or seat.session.id != session))
        self._shown_at, self._whole = math.inf, True
        server = self._server(seat.session.settings)
        self._feed = Feed(seat.session.look, lambda sight: self._see(seat, sight), server)
        self._feed.start()
        self._followed = threading.Event()
        threading.Thread(
            target=self._follow, args=(seat, known, self._followed), name="tapwright-follow", daemon=True
        ).start()

    def _server(self, settings: Settings) -> ServerFile | None:
        """What streams the phone's screen, where that is wanted and the tab can decode it."""
        if settings.stream == "off" or not self._decodes:
            return None
        with suppress(ConfigError):
            return find_server()
        return None

    def _entered(self, seat: SharedSession, *, anew: bool) -> Plain:
        phone = seat.session.phone
        return {
            "is": "entered", "session": seat.session.id, "phone": phone.serial, "kind": phone.kind,
            "model": phone.model, "anew": anew, "user": self._visitor.user,
        }  # fmt: skip

    def _tell_if_lost(self, session: str) -> None:
        """What the tab still shows of an ended session must not look alive until the next one has a phone."""
        try:
            self._hall.seat(self._visitor, session)
        except NoSession:
            self._say({"is": "lost"})

    def _let_go(self) -> SharedSession | None:
        """Look no more at the session; it goes on."""
        seat, self._seat = self._seat, None
        if self._feed is not None:
            self._feed.close()
        if self._followed is not None:
            self._followed.set()
        if seat is not None:
            threading.Thread(target=seat.fingers.lift, name="tapwright-lift", daemon=True).start()
        return seat

    # -- to the tab ----------------------------------------------------------------------------------
    def _follow(self, seat: SharedSession, known: int, ended: threading.Event) -> None:
        """Tell what the session tells, in a thread of its own."""
        teller, standing = Teller(seat.session, teller_of(self._socket)), None
        while not ended.is_set():
            told = seat.session.told(known)
            if told:
                known = told[-1].number
                self._say({"is": "rows", "rows": [teller.row(each).plain() for each in told]})
            now = standing_told(seat.session)
            if now != standing:
                standing = now
                self._say(now)
            if now["activity"] == "closed":
                return
            if not told:
                seat.session.wait(known, _BREATH)

    def _tell_phones(self) -> None:
        hall, visitor = self._hall, self._visitor
        self._say(phones_told(hall.desk(visitor), self._speak, hall.left(visitor)))

    def _tell_standing(self, seat: SharedSession) -> None:
        self._say(standing_told(seat.session))

    def _see(self, seat: SharedSession, sight: Sight) -> None:
        """What the feed saw, from its thread; one that was let go may still see something."""
        if seat is not self._seat:
            return
        match sight:
            case Picture():
                self._shown_at = min(self._shown_at, time.monotonic())
                self._hand_over(self._put_picture, sight)
            case Video():
                self._hand_over(self._put_video, sight)
            case Scene():
                self._say(elements_told(sight))
            case Gone(why=why):
                self._say({"is": "gone", "text": self._speak(why)})

    def _put_picture(self, picture: Picture) -> None:
        self._picture = picture
        self._fresh.set()

    def _put_video(self, video: Video) -> None:
        """A tab that is too slow for all of it goes on with the next frame that needs none before it."""
        if self._video.full():
            while not self._video.empty():
                self._video.get_nowait()
            self._is_behind = True
            if self._feed is not None:
                threading.Thread(target=self._feed.renew, name="tapwright-renew", daemon=True).start()
        if video.is_key or not self._is_behind:
            self._is_behind = False
            self._video.put_nowait(video)

    def _send_whole(self, _: None) -> None:
        self._whole = True
        self._fresh.set()

    def _say(self, news: Plain) -> None:
        """From whatever thread."""
        self._hand_over(self._put_news, news)

    def _hand_over(self, take: Callable[[T], None], what: T) -> None:
        """To the loop, which may have ended with the server while another thread was still looking."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(take, what)

    def _put_news(self, news: Plain) -> None:
        if self._news.full():
            self._loop.create_task(self._socket.close(1013))  # it comes again, and catches up
        else:
            self._news.put_nowait(news)

    async def _send_news(self) -> None:
        while True:
            await self._socket.send_text(json.dumps(await self._news.get(), ensure_ascii=False))

    async def _send_video(self) -> None:
        while True:
            video = await self._video.get()
            self._whole = True  # the next picture has nothing to build upon
            await self._send_packed({"is": "video", "key": video.is_key}, video.data)

    async def _send_packed(self, head: Plain, data: bytes) -> None:
        packed = json.dumps(head).encode()
        await self._socket.send_bytes(len(packed).to_bytes(4, "big") + packed + data)

    async def _send_pictures(self) -> None:
        while True:
            await self._fresh.wait()
            self._fresh.clear()
            picture, shown = self._picture, None if self._whole else self._shown
            if picture is None:
                continue
            self._whole = False
            self._sent += 1
            head: Plain = {
                "is": "screen", "size": picture.size, "orientation": picture.orientation,
                "package": picture.package, "secure": picture.secure, "number": self._sent,
                "upon": self._sent - 1 if shown is not None else 0,
            }  # fmt: skip
            jpeg = b""
            if picture.image is not None:
                part = await run_in_threadpool(changed_part, picture.image, shown)
                head |= {"at": part.at, "whole": part.whole}
                jpeg = part.jpeg
            self._shown = picture.image
            await self._send_packed(head, jpeg)
            self._hall.seen.set()
