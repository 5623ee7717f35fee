"""One phone, whatever it is and however it is reached: look at it, act on it, put back what was changed.

with Device(transport) as device:
before = device.observe()
device.tap(before.elements[3].bounds.center)
device.settle()
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from pydantic import JsonValue

from device.error import DeviceError
from device.hand.adbkeyboard import AdbKeyboard
from device.hand.clipboard import Clipboard
from device.hand.fieldreader import FieldReader
from device.hand.gesture import SWIPE_SECONDS, Gesture, key_argument
from device.hand.textinput import Typist
from device.link.lease import Lease
from device.link.transport.protocol import DEFAULT_TIMEOUT, ShellOutput, Transport, quote
from device.look.acquaintance import Acquaintance
from device.look.animation import Stillness
from device.look.front import Front
from device.look.lookout import Lookout
from device.look.observe import Eye
from device.look.settle import Watch
from device.look.wakefulness import Wakefulness
from device.mirror.mirror import Mirror
from device.mirror.packet import VideoPacket
from device.mirror.serverfile import ServerFile
from device.resident.consent import Consent
from device.resident.jar import Jar
from device.resident.resident import Resident
from device.screen import Bounds, Direction, Observation, Point, UIElement
from device.state.appfunction import AppFunctions, DeclaredFunction, DeclaredShortcut
from device.state.appname import AppDirectory, InstalledApp
from device.state.restoration import Record

_DARKENING = {"KEYCODE_POWER", "KEYCODE_SLEEP", "KEYCODE_SOFT_SLEEP", "26", "223", "276"}
"""Keys after which a dark screen is what was wanted."""


class Device:
    """A phone in hand. Close it (or use `with`) so that the keyboard and the lease are given back.

    Verbs raise ActionRejected or TextNotTyped when the phone would not do it (the model hears of it),
    and a DeviceError when the phone cannot be used (the person hears of it). Points and boxes are device
    pixels in the orientation the screen has now; times are seconds.
    """

    def __init__(
        self,
        transport: Transport,
        *,
        state_folder: Path | None = None,
        secrets: Callable[[str], str] | None = None,
        lease: Lease | None = None,
        number: str = "",
        known: Acquaintance | None = None,
    ) -> None:
        """Take a phone into use.

        `state_folder` keeps what must be put back after a kill, filed under its own `number` or, where
        it has none, under the name it is reached by; `secrets` turns the name in `{{secret:name}}` into the
        text to type (KeyError for an unknown name); `lease` is given back by `close`; `known` is what other
        Devices of this phone have learned of it.
        """
        self.transport = transport
        self._lease = lease
        self._pool = ThreadPoolExecutor(7, thread_name_prefix="tapwright-device")
        name = number or transport.serial
        self._stillness = Stillness(transport, Record(state_folder, "animation", name))
        self._wakefulness = Wakefulness(transport, Record(state_folder, "wakefulness", name))
        self._resident = Resident(transport, Record(state_folder, "server", name), self._pool)
        self._mirror = Mirror(transport, self._pool)
        self.known = known or Acquaintance()
        """What is learned of the phone's pictures."""
        self._eye = Eye(transport, self._pool, self._stillness, self._resident, self._mirror, self.known)
        self._watch = Watch(transport, self._eye)
        self.consent = Consent(Record(state_folder, "consent", name))
        """Whether the phone's owner wants a server on it, see `use_server`."""
        self._lookout = Lookout(transport, self._eye, self._watch, self._pool)
        self._gesture = Gesture(transport, self._eye, self._resident)
        self._keyboard = AdbKeyboard(transport, Record(state_folder, "keyboard", name))
        self.clipboard = Clipboard(transport, self._resident)
        self._typist = Typist(transport, self._keyboard, self.clipboard, secrets, self._resident)
        self._apps = AppDirectory(transport)
        self._functions = AppFunctions(transport)
        self._offered: Callable[[], Jar | None] | None = None
        """Whether a run is to use the server on the phone."""
        self._offered_stream: ServerFile | None = None
        self._relayed: Mirror | None = None
        self._closed = False
        self._resident.repair()
        self._keyboard.repair()
        self._stillness.repair()
        self._wakefulness.repair()

    def __repr__(self) -> str:
        return f"<Device {self.serial}{', closed' if self._closed else ''}>"

    @property
    def serial(self) -> str:
        """The phone's name, as adb lists it."""
        return self.transport.serial

    def keep_private(self, packages: frozenset[str]) -> None:
        """Keep nothing from now on of a screen on which one of these apps is: see `Observation.private`."""
        self._lookout.keep_private(packages)

    def use_server(self, jar: Jar) -> None:
        """Have a server on the phone read the screen and touch it, sooner than adb's commands do.

        Only where the phone's owner said so: it listens on all of the phone's networks, without a token, and
        gives whoever calls it a shell. It starts while other things are done; where it fails, all goes on by
        adb, and `news` tells. `close` stops it and takes it off the phone. A phone of this process has none.
        """
        self._resident.begin(jar)

    def use_stream(self, server: ServerFile) -> None:
        """Have pictures, and whether the screen stands still, from a stream of scrcpy's server on the phone.

        It starts while other things are done; where it fails, `news` tells, and pictures are taken singly.
        `close` ends it; its file deletes itself.
        """
        self._mirror.begin(server)

    def relay(self, server: ServerFile, take: Callable[[VideoPacket], None]) -> Mirror:
        """A further stream of that server, for somebody else to decode: `take` gets each packet as it comes.

        It starts while other things are done; `close` ends it. The looks at the phone do not go by it.
        """
        self._relayed = Mirror(self.transport, self._pool, take)
        self._relayed.begin(server)
        return self._relayed

    @property
    def streams(self) -> bool:
        """Whether there is such a stream; a start that was begun is waited for."""
        return self._mirror.runs

    def offer_server(self, decide: Callable[[], Jar | None]) -> None:
        """Have each run from now on ask whether that server is to be used, and end it when it ends."""
        self._offered = decide

    def offer_stream(self, server: ServerFile) -> None:
        """Have each run from now on use such a stream, which ends when it does."""
        self._offered_stream = server

    def serve(self) -> None:
        """A run begins: use what was offered and is wanted. Raises as `decide` does."""
        if self._offered_stream is not None:
            self._mirror.begin(self._offered_stream)
        jar = self._offered() if self._offered is not None else None
        if jar is not None:
            self._resident.begin(jar)

    def unserve(self) -> None:
        """A run ended: so does what was begun for it. Raises DeviceError."""
        if self._offered_stream is None and self._offered is None:
            return
        self._lookout.drop()
        if self._offered_stream is not None:
            self._mirror.close()
        if self._offered is not None:
            self._resident.close()

    @property
    def served(self) -> bool:
        """Whether that server is used; a start that was begun is waited for."""
        return self._resident.serves

    def remark(self, text: str) -> None:
        """Have the person told, with the next of the `news`."""
        self._resident.news.append(text)

    def news(self) -> tuple[str, ...]:
        """What the person may not expect of the phone, told once."""
        told = (*self._resident.news, *self._mirror.remarks)
        self._resident.news, self._mirror.remarks = [], []
        return told

    # -- looking -------------------------------------------------------------------------------------
    def observe(self, screenshot: bool = True, tree: bool = True) -> Observation:
        """What is on the screen: picture and tree taken at the same time, and what is in front."""
        return self._eye.observe(screenshot=screenshot, tree=tree)

    def front(self) -> Front:
        """What is in front and how the screen is; one cheap round trip, no picture and no tree."""
        return self._eye.front()

    def look(self) -> object:
        """Something that is equal for equal screens: cheap, for whoever waits for a change."""
        return self._watch.look()

    def settle(self, timeout: float = 5.0) -> bool:
        """Wait until two looks at the screen are equal; False when it still moves after `timeout` seconds."""
        return self._watch.settle(timeout)

    def see(
        self, timeout: float = 5.0, *, anew: bool = False, screenshot: bool = True
    ) -> tuple[bool, Observation]:
        """Wait until the screen stands still, and what is on it then; False where it still moves at the end.

        As `settle` and `observe`, but on a slow phone both at the same time, and on one that answers at once
        by one command. A look that was made ahead, or that read back what was typed, is given out once, where
        nothing was done since; and a screen of which nothing was touched is seen by one picture that equals
        the last. With `anew` neither holds: somebody else may just have touched the phone. Who needs no
        picture says so, and may have one all the same.
        """
        touched, self._gesture.acted = self._gesture.acted, False
        return self._lookout.see(timeout, touched=touched, anew=anew, screenshot=screenshot)

    @property
    def is_slow(self) -> bool:
        """Whether a look takes so long here that it pays to spare one."""
        return self._watch.slow

    @property
    def ahead(self) -> Observation | None:
        """The look that the next `see` gives out, where it is made already."""
        return self._lookout.ahead

    def look_ahead(self) -> None:
        """Begin to look; the next `see` has what is seen, unless something was done before it."""
        self._lookout.begin()

    @contextmanager
    def within(self, time_left: Callable[[], float]) -> Iterator[None]:
        """No command of the block takes longer than the seconds that `time_left` gives just then.

        Raises CommandTimeout out of whatever is going on at the end of that time.
        """
        before, self.transport.time_left = self.transport.time_left, time_left
        try:
            yield
        finally:
            self.transport.time_left = before

    def wait(self, seconds: float) -> None:
        """Let time pass on the phone (on the embedded phone its uptime moves and nobody waits)."""
        seconds = max(0.0, seconds)
        self._lookout.drop()
        self.transport.shell(f"sleep {seconds:.3f}", timeout=seconds + DEFAULT_TIMEOUT)

    def focus(self) -> Bounds | None:
        """Where what has the focus lies, in one cheap call of the server on the phone; None without one."""
        return self._resident.focus()

    # -- touching ------------------------------------------------------------------------------------
    def tap(self, point: Point) -> None:
        """Touch a pixel shortly."""
        self._gesture.tap(point)

    def double_tap(self, point: Point) -> None:
        """Touch a pixel shortly twice."""
        self._gesture.double_tap(point)

    def long_press(self, point: Point, seconds: float = 1.0) -> None:
        """Touch a pixel and stay."""
        self._gesture.long_press(point, seconds)

    def swipe(self, start: Point, end: Point, seconds: float = SWIPE_SECONDS) -> None:
        """Move a finger from one pixel to another."""
        self._gesture.swipe(start, end, seconds)

    def drag(self, start: Point, end: Point, seconds: float = 1.0) -> None:
        """Take hold of what is at `start` (a long touch), carry it to `end` and let go."""
        self._gesture.drag(start, end, seconds)

    def finger(self, does: Literal["down", "move", "up", "cancel"], point: Point) -> None:
        """Do one part of a gesture: the finger stays on the screen until it is taken `up`.

        `cancel` takes it up so that what it did comes to nothing.

        Raises ActionRejected on an Android older than 11, which knows whole gestures only.
        """
        self._gesture.finger(does, point)

    def fingers(self, does: Literal["down", "move", "up"], one: Point, other: Point) -> None:
        """Do one part of a gesture of two fingers, as a pinch is.

        They go by the touch screen's own driver. Raises ActionRejected where the phone lets adb's shell
        write to none.
        """
        self._gesture.fingers(does, (one, other))

    def scroll(self, direction: Direction, bounds: Bounds | None = None) -> None:
        """Show more of what lies in `direction` (down: further down the page), in a box or the screen."""
        self._gesture.scroll(direction, bounds or Bounds(0, 0, *self._eye.size()))

    # -- text and keys -------------------------------------------------------------------------------
    def type_text(self, text: str, *, clear: bool = False, field: UIElement | None = None) -> bool:
        """Type into the focused field, after emptying it if `clear`; never presses Enter at the end.

        `{{secret:name}}` in the text is filled in here. `field` is the focused one where it was just seen, so
        that it is not looked at before. True when the text was read back from the field, False where it
        cannot be read (a password, a screen without a tree). Raises TextNotTyped saying why not and what
        arrived.
        """
        self._gesture.acted = True
        self._lookout.drop()
        reader = FieldReader(self._eye, self._lookout.look if self._watch.slow else None)
        try:
            return self._typist.type_text(text, reader, clear=clear, seen=field)
        finally:
            if reader.latest is not None:
                self._lookout.carry(reader.latest)
                self._gesture.acted = False

    def clear_text(self) -> None:
        """Empty the focused field. Raises TextNotTyped when something is left in it."""
        self._gesture.acted = True
        self._typist.clear_text(FieldReader(self._eye))

    def press(self, key: str | int) -> None:
        """Press a key by name ("enter", "KEYCODE_VOLUME_UP", "volume_up") or by Android's code."""
        self._gesture.press(key)
        if key_argument(key) in _DARKENING:
            self._eye.dark_wanted = True

    def wake(self) -> None:
        """Light the screen and take away a lock screen that asks for nothing.

        Raises PhoneLocked where it asks for a PIN, a pattern or a finger: none is guessed.
        """
        self._eye.wake()

    def stay_awake(self) -> None:
        """Keep the screen on while the phone has power, until `let_sleep` or `close`.

        A phone that nothing is kept of (no `state_folder`) is left as it is.
        """
        self._wakefulness.keep()

    def let_sleep(self) -> None:
        """Have the screen go off again as its owner set it."""
        self._wakefulness.restore()

    def back(self) -> None:
        """Press Back."""
        self._gesture.press("back")

    def home(self) -> None:
        """Press Home."""
        self._gesture.press("home")

    def recents(self) -> None:
        """Show the recent apps."""
        self._gesture.press("app_switch")

    # -- apps ----------------------------------------------------------------------------------------
    def apps(self) -> tuple[InstalledApp, ...]:
        """The apps that can be opened, system apps included."""
        return self._apps.installed()

    def open_app(self, name: str) -> str:
        """Open an app by what a person calls it (or by package); its package name.

        Raises ActionRejected when nothing, or more than one app, goes by that name, or it did not come up.
        """
        self._gesture.acted = True
        self._lookout.drop()
        app = self._apps.start(name)
        look = self._lookout.look() if self._eye.served else None  # it costs no more than to wait
        if look is None or not app.is_up(look[1].package):
            self._apps.come_up(app, self._eye)
        else:
            self._lookout.carry(look)
            self._gesture.acted = False
        return app.package

    def open_link(self, url: str) -> None:
        """Open an address in whatever app takes it. Raises ActionRejected when none does."""
        self._gesture.acted = True
        self._apps.open_link(url)

    def send_intent(self, *arguments: str) -> None:
        """Start an activity with what `am start` takes, once. Raises ActionRejected, told why."""
        self._gesture.acted = True
        self._apps.send_intent(*arguments)

    def functions(self) -> tuple[DeclaredFunction, ...]:
        """The functions that apps offer; none before Android 16."""
        return self._functions.listed()

    def call_function(self, function: DeclaredFunction, arguments: Mapping[str, JsonValue]) -> JsonValue:
        """Call a function of an app, once; what it returns. Raises ActionRejected, told why."""
        self._gesture.acted = True
        return self._functions.call(function, arguments)

    def shortcuts(self, packages: Sequence[str]) -> tuple[DeclaredShortcut, ...]:
        """The shortcuts of some apps' icons; none where the phone does not tell."""
        return self._functions.shortcuts(packages)

    # -- plumbing ------------------------------------------------------------------------------------
    def shell(
        self, command: str | Sequence[str], *, stdin: bytes = b"", timeout: float = DEFAULT_TIMEOUT
    ) -> ShellOutput:
        """Run a command. A sequence is quoted word by word; a string is a line for the phone's shell.

        Never build the string from what came off a screen or from a model: pass a sequence.
        """
        line = command if isinstance(command, str) else quote(command)
        return self.transport.shell(line, stdin=stdin, timeout=timeout)

    def push(self, source: Path | bytes, remote: str) -> None:
        """Copy a file of this computer (or these bytes) to a path on the phone."""
        self.transport.push(source if isinstance(source, bytes) else source.read_bytes(), remote)

    def pull(self, remote: str, target: Path | None = None) -> bytes:
        """Copy a file off the phone: its bytes, also written to `target` when given."""
        data = self.transport.pull(remote)
        if target is not None:
            target.write_bytes(data)
        return data

    # -- the end -------------------------------------------------------------------------------------
    def close(self) -> None:
        """Put back what was changed on the phone and give back lease and connection. Safe to call twice."""
        if self._closed:
            return
        self._closed = True
        stopping = self._pool.submit(self._resident.close)
        # A phone that is gone cannot be put right now; what is written down puts it right next time.
        for put_back in (self._keyboard.restore, self._stillness.restore, self._wakefulness.restore):
            with suppress(DeviceError):
                put_back()
        for stream in (self._mirror, self._relayed):
            if stream is not None:
                with suppress(DeviceError):
                    stream.close()
        with suppress(DeviceError):
            stopping.result()
        self.known.keep()
        self._pool.shutdown(wait=False, cancel_futures=True)
        self.transport.close()
        if self._lease is not None:
            self._lease.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
