"""Pages at work: each made from its state when it is first needed, and kept for as long as it is in use.

Nothing here is state of the phone. A page that was let go (or belongs to a fork, or comes from a snapshot)
is made again by doing to it all that was done; see page.py.
"""

import re
from math import ceil
from threading import RLock
from typing import Protocol

from device.phone.toolkit.font import advances
from device.phone.web.colour import named_colours
from device.phone.web.dom import PageElement, elements_of
from device.phone.web.engine import Engine, PageCrashed, ScriptFailed
from device.phone.web.hours import hours
from device.phone.web.module import begun_module
from device.phone.web.page import Act, Moment, Page
from device.phone.web.pagefigure import draw_figures
from device.phone.web.paper import Paper, lay_out
from device.phone.web.settled import Effect, Settled, read_settled
from device.phone.web.sheet import Rule, media_holds, rules_of
from device.phone.web.source import layout_width, sheet_links, tree_of
from device.phone.web.stylist import Stylist
from device.phone.web.usual import usual
from device.phone.web.value import LengthBasis

AGENT = (
    "Mozilla/5.0 (Linux; Android 13; Pixel 6) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/124.0.0.0 Mobile Safari/537.36"
)
MOST_TICKS = 1_000
"""Timers called one after another; what still waits then is put off."""
_MEASURES = re.compile(
    r"getBoundingClientRect|getClientRects|offset[A-Z]|client(?:Width|Height)|layer[XY]|elementFromPoint"
    r"|scroll(?:Height|Top|IntoView|To|By|Y)|getComputedStyle|\.(?:width|height)"
)
"""In the text of scripts that ask where things are: only these are told, as it takes a layout each time."""
_SCROLLING = re.compile(r"onscroll|['\"`]scroll(?:end)?['\"`]")
"""In the text of scripts that want to hear when the page is scrolled: only these are told."""
_FRESH_SCRIPTS = 50
_MOST_LOST = 50
"""Times in a row that a page may fail in what it does about a promise that failed."""


class PictureSizes(Protocol):
    """Tells the size of a picture by its address on the page."""

    def __call__(self, address: str) -> tuple[int, int] | None:
        """Width and height in pixels; None when there is no such picture."""
        ...


class Waiting(Exception):
    """The page waits for an answer of a person."""

    def __init__(self, asked: tuple[str, str, str]) -> None:
        super().__init__(asked)
        self.asked = asked


class PageSession:
    """One page at work."""

    def __init__(self, page: Page, gallery: PictureSizes) -> None:
        self.page = page
        self.lock = RLock()
        self.gallery: PictureSizes = gallery
        """Of the phone that uses it just now: a page may be at work for several that are alike."""
        self._engine = Engine()
        self._rules: tuple[Rule, ...] = ()
        self._stylist: Stylist | None = None
        self._styled_for: tuple[object, ...] = ()
        self._sheets: list[tuple[str, str]] = []
        self._paper: Paper | None = None
        self._paper_version = -1
        self._placed = -1
        texts = (page.source, *dict(page.files).values())
        self._measures = any(_MEASURES.search(text) for text in texts)
        self._asks_looks = any("getComputedStyle" in text for text in texts)
        """Whether its scripts ask what elements look like: only these are told what the rules say."""
        self.hears_scrolling = any(_SCROLLING.search(text) for text in texts)
        """Whether its scripts ask for that."""
        self._pictures: dict[int, tuple[int, tuple[int, ...]]] = {}
        self._settled = Settled(0, 0, (), None, "", 0)
        self._view = page.view
        self._open()
        for act in page.acts:
            self._do(act)

    # -- reading ---------------------------------------------------------------------------------------
    @property
    def title(self) -> str:
        """The page's title."""
        return self._settled.title

    @property
    def due_ms(self) -> int:
        """Uptime at which its next timer is due; 0 = none."""
        return self._settled.due_ms

    @property
    def effects(self) -> tuple[Effect, ...]:
        """What it wanted the last time."""
        return self._settled.effects

    @property
    def focus(self) -> int:
        """Nid of the element that has the focus; 0 = none."""
        return self._settled.focus

    @property
    def paper(self) -> Paper:
        """The page laid out as it is now. Raises PageCrashed and PageHung."""
        if self._paper is None or self._paper_version != self._settled.version:
            self._paper = self._lay_out()
            self._paper_version = self._settled.version
        return self._paper

    def pixels(self, nid: int, stamp: int) -> tuple[int, ...]:
        """A canvas in runs of one colour: count and colour in turn. Raises PageCrashed and PageHung."""
        known = self._pictures.get(nid)
        if known is None or known[0] != stamp:
            told = self._engine.call("pixels", nid)
            runs = tuple(one for one in told if isinstance(one, int)) if isinstance(told, list) else ()
            self._pictures[nid] = known = (stamp, runs)
        return known[1]

    # -- loading ---------------------------------------------------------------------------------------
    def _open(self) -> None:
        page, engine = self.page, self._engine
        told = engine.call(
            "open",
            {
                "tree": tree_of(page.source),
                "url": page.url,
                "referrer": page.referrer,
                "colours": named_colours(),
                "widths": {
                    char: wide
                    for char, wide in advances(400).items()
                    if len(char) == 1 and " " <= char < "\u0250"
                },
                "usual": usual() if self._asks_looks else {},
                "seed": page.seed,
                "answers": page.answers,
                "local": page.local,
                "session": page.session,
                "language": page.view.language,
                "online": page.view.online,
                "agent": AGENT,
                "view": self._geometry(),
                "hours": hours(),
                **_time(page.opened),
            },
        )
        self._settle(force=True)
        if page.scripts:
            self._place()
            for nid in told if isinstance(told, list) else ():
                self._script(nid)
            for step in ("ready", "loaded"):
                engine.call(step)
                self._rest()
        self._settle()

    def _geometry(self) -> dict[str, float]:
        """What scripts are told of the screen, its sides as whole numbers."""
        width = self._width()
        scale = self._view.width / width
        return {
            "width": _whole(width),
            "height": _whole(self._view.height / scale),
            "ratio": self._view.density * scale,
            "dark": self._view.dark,
        }

    def _width(self) -> float:
        return 980.0 if self._view.desktop else layout_width(self.page.source, self._view.width)

    def _script(self, nid: object) -> None:
        told = self._engine.call("script", nid)
        if not isinstance(told, dict):
            return
        code, files, url = told.get("code"), dict(self.page.files), str(told.get("src", ""))
        if code is None:
            code = files.get(url)
            if code is None:
                self._engine.call("fetched", {"nid": nid, "missing": url})
                self._rest()
                self._ask()
                return
        if told.get("module"):
            self._engine.call("module", begun_module(str(code), url, self.page.url, files))
        else:
            try:
                self._engine.run(str(code))
            except ScriptFailed as error:
                self._engine.call("threw", str(error))
        self._rest()
        if url:
            self._engine.call("fetched", {"nid": nid})
            self._rest()
        self._ask()

    def _ask(self) -> None:
        """Stop where the page waits for an answer."""
        told = self._engine.call("asked")
        if isinstance(told, list):
            kind, words, given = (str(one) for one in told[:3])
            raise Waiting((kind, words, given))

    # -- acting ----------------------------------------------------------------------------------------
    def act(self, act: Act) -> None:
        """Do something to the page. Raises what _do raises; the session is lost then."""
        self._do(act)
        settled = self._settled
        self.page = self.page.after(act, settled.due_ms)

    def _do(self, act: Act) -> None:
        engine = self._engine
        if act.view is not None:
            self._view = act.view
            self._paper = None
        if act.kind in ("tap", "drag", "hold"):
            self._place()
        self._tick(act.moment.uptime_ms)
        given: dict[str, object] = {
            "kind": act.kind,
            "nid": act.nid,
            "answers": act.answers,
            **_time(act.moment),
        }
        given["view"] = {**self._geometry(), "scrollY": act.scroll}
        if act.places:
            given.update(place=act.places[0], places=act.places)
        if act.kind == "pop":
            given.update(url=act.text, state=act.values[0] if act.values else "null")
        else:
            given.update(text=act.text, values=act.values)
        engine.call("act", given)
        self._rest()
        self._settle(force=act.view is not None)

    def _tick(self, to: int) -> None:
        """Call the timers that are due by then."""
        if not self._settled.due_ms or self._settled.due_ms > to:
            return
        for _ in range(MOST_TICKS):
            if not self._engine.call("tick", to):
                return
            self._rest()
        self._engine.call("putOff", to)

    def _rest(self) -> None:
        """Run what promises have ready; the page is told of those that failed for nobody."""
        for _ in range(_MOST_LOST):
            self._engine.settle()
            if not self._engine.call("lost"):
                return

    def _settle(self, *, force: bool = False) -> None:
        """Let the page come to rest, run scripts that it put in, take note of its style sheets."""
        effects: list[Effect] = []
        for _ in range(_FRESH_SCRIPTS):
            told = self._engine.call("settle", {"force": force})
            if not isinstance(told, dict):
                raise PageCrashed("no answer")
            self._settled = read_settled(told, effects)
            if self._settled.asked is not None:
                raise Waiting(self._settled.asked)
            if isinstance(told.get("sheets"), list):
                self._sheets = [(str(media), str(text)) for media, text in told["sheets"]]
                self._take_rules()
            scripts = told.get("scripts")
            if not scripts or not self.page.scripts:
                break
            for nid in scripts:
                self._script(nid)

    def _take_rules(self) -> None:
        width, dark = _whole(self._width()), self._view.dark
        files = dict(self.page.files)
        linked = [
            (media, files[url]) for media, url in sheet_links(self.page.source, self.page.url) if url in files
        ]
        rules: list[Rule] = []
        for media, text in (*linked, *self._sheets):
            if media_holds(media, width, dark=dark):
                rules += rules_of(text, width, dark=dark)
        self._rules = tuple(rules)
        told = [
            (rule.selector, place, *((rule.held, rule.urgent) if self._asks_looks else ((), ())))
            for place, rule in enumerate(rules)
        ]
        self._engine.call("rules", told)
        self._stylist = None
        self._paper = None

    # -- layout ----------------------------------------------------------------------------------------
    def _lay_out(self) -> Paper:
        try:
            roots = elements_of(self._engine.call("tree"))
        except (ValueError, TypeError, KeyError) as error:
            raise PageCrashed(str(error)) from error
        html = next((one for one in roots if isinstance(one, PageElement)), None)
        if html is None:
            raise PageCrashed("no document")
        width = self._width()
        if self._stylist is None or self._styled_for != (width, self._view):
            self._stylist = Stylist(
                self._rules, LengthBasis(width, self._view.height * width / self._view.width)
            )
            self._styled_for = (width, self._view)
        self._stylist.dress([html])
        draw_figures(html, [(rule.held, rule.urgent) for rule in self._rules])
        return lay_out(html, self._view, width, self.gallery)

    def _place(self) -> None:
        """Tell the page where its elements are, if it asks for that anywhere."""
        if not self._measures:
            return
        paper = self.paper
        if self._placed == self._paper_version:
            return
        self._placed = self._paper_version
        boxes = [(nid, *(round(one, 3) for one in rect)) for nid, rect in paper.rects.items()]
        self._engine.call("places", {"all": boxes, "high": paper.height})


def _whole(side: float) -> int:
    """A side of the screen in CSS pixels as pages are told it: a part of one counts as one."""
    return ceil(round(side, 3))


def _time(moment: Moment) -> dict[str, object]:
    return {"uptime": moment.uptime_ms, "date": moment.date_ms, "zone": moment.zone}
