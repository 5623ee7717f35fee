"""From what a person calls an app to the app: names we know, the packages' own words, and near misses."""

import difflib
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from device.error import ActionRejected
from device.link.transport.protocol import Transport, quote
from device.look.front import in_full
from device.look.observe import Eye
from device.state.trait import WORK_PROFILE

LAUNCH_TIMEOUT = 10.0
"""Seconds of the phone's time an app may take to come to the front."""
_LAUNCHER = ("-a", "android.intent.action.MAIN", "-c", "android.intent.category.LAUNCHER")
ALMOST = 0.82
"""Likeness (difflib) from which a misspelt name is taken for the app."""
_SHOWN = 200
_HOME = re.compile(r"launcher|trebuchet|quickstep|\.home(?:screen)?$", re.I)
PROMPTS = ("permissioncontroller", "packageinstaller")
"""Packages whose question may lie over an app that was just opened."""

_USERS = "pm list users"
_USER = re.compile(r"UserInfo\{(\d+):[^{}\n]*:([0-9a-fA-F]+)\} running")
_COMPONENT = re.compile(r"^\s*([A-Za-z][\w.]*)/([\w.$]+)\s*$", re.MULTILINE)
_PACKAGE = re.compile(r"^package:([\w.]+)\s*$", re.MULTILINE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,30}:\S")
_START_FAILED = re.compile(r"^(?:Error|.*Exception|.*unable to resolve)", re.MULTILINE)
_WORK = "work"
"""Said beside the name of an app of the work profile."""
_FILLER = re.compile(r"\b(?:the|app|application)\b|应用|软件")
_MAKERS = re.compile(
    r"\b(?:my|phone's|google|samsung|xiaomi|miui|huawei|oppo|vivo|oneplus|android|system|simple)\b|谷歌|三星|小米|华为|系统",
    re.IGNORECASE,
)
"""Said beside an app's name without meaning another app."""
_DULL = {"com", "org", "net", "de", "cn", "android", "google", "app", "apps", "mobile", "www"}


def is_home(package: str) -> bool:
    """Whether an app is a home screen, by its package's name."""
    return _HOME.search(package) is not None


@dataclass(frozen=True, slots=True)
class InstalledApp:
    """An app that can be opened."""

    package: str
    activity: str
    """Full class name of what the launcher starts; "" when the phone does not tell."""
    names: tuple[str, ...]
    """What people call it, as far as known; else the last word of its package."""
    user: int = 0
    """Whose it is: the owner's, or the number of a work profile."""

    @property
    def component(self) -> str:
        """As `am start -n` takes it."""
        return f"{self.package}/{self.activity}"

    def is_up(self, front: str) -> bool:
        """Whether it, or a question before it, is what is in front by that package."""
        return front == self.package or any(word in front for word in PROMPTS)


class AppDirectory:
    """The apps of one phone."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._known: tuple[InstalledApp, ...] = ()
        """The apps as they were last asked for."""

    def installed(self) -> tuple[InstalledApp, ...]:
        """All apps with a launcher icon, system apps included, by package."""
        told = self._transport.shell(f"{_launcher_query()}; {_USERS}").text
        found = _activities(told)
        work = [int(user) for user, flags in _USER.findall(told) if int(flags, 16) & WORK_PROFILE]
        if not found:
            # Androids before 8 cannot be asked for launcher activities; monkey finds them when it starts one.
            listed = _PACKAGE.findall(self._transport.shell("pm list packages").text)
            found = {package: InstalledApp(package, "", names_of(package)) for package in listed}
        own = [found[package] for package in sorted(found)]
        self._known = (*own, *(app for user in work for app in self._of_profile(user, found)))
        return self._known

    def _of_profile(self, user: int, own: Mapping[str, InstalledApp]) -> Iterator[InstalledApp]:
        """The apps of a work profile; one that the owner has too goes by its name with "work" alone."""
        told = self._transport.shell(_launcher_query(user)).text
        for package, app in sorted(_activities(told).items()):
            at_work = tuple(f"{name} ({_WORK})" for name in app.names) + tuple(
                f"{_WORK} {name}" for name in app.names
            )
            yield replace(app, user=user, names=at_work if package in own else app.names + at_work)

    def start(self, name: str) -> InstalledApp:
        """Have an app started, by name or package. Raises ActionRejected as `choose_app`, or refused."""
        app = named_app(name, self._known) or choose_app(name, self.installed())
        self._launch(app)
        return app

    def come_up(self, app: InstalledApp, eye: Eye) -> None:
        """Wait until an app is in front that was started. Raises ActionRejected where it does not come."""
        pause, waited = 0.0, 0.0
        front = ""
        while waited <= LAUNCH_TIMEOUT:
            if pause:
                self._transport.shell(f"sleep {pause}")
                waited += pause
            front = eye.front().package
            if app.is_up(front):
                return
            pause = min(1.0, pause * 2 or 0.1)
        raise ActionRejected(f"{app.package} was started, but {front or 'something else'} is in front")

    def _launch(self, app: InstalledApp) -> None:
        launch = (*_as_user(app.user), *_LAUNCHER, "-n", app.component)
        complaint = self._start(*launch) if app.activity else "activity unknown"
        if not complaint:
            return
        if app.user:
            raise ActionRejected(f"{app.names[0]} could not be opened: {complaint}")
        # Some makers let nobody but the launcher start an app; monkey counts as one.
        monkey = ["monkey", "-p", app.package, "-c", "android.intent.category.LAUNCHER", "1"]
        if "Events injected: 1" not in self._transport.shell(quote(monkey), repeat=False).text:
            raise ActionRejected(f"{app.package} could not be opened: {complaint}")

    def open_link(self, url: str) -> None:
        """Open an address."""
        if not _SCHEME.match(url):
            raise ActionRejected(f"{url[:80]!r} is no address: it must start with a scheme such as https:")
        complaint = self._start("-a", "android.intent.action.VIEW", "-d", url)
        if complaint:
            raise ActionRejected(f"no app opens {url[:80]!r}: {complaint}")

    def send_intent(self, *arguments: str) -> None:
        """Start an activity with what `am start` takes."""
        complaint = self._start(*arguments)
        if complaint:
            raise ActionRejected(f"the phone would not: {complaint}")

    def _start(self, *arguments: str) -> str:
        """Have an activity started; the phone's complaint, "" when it did."""
        answer = self._transport.shell(quote(["am", "start", *arguments]), repeat=False)
        said = f"{answer.text}\n{answer.stderr.decode('utf-8', 'replace')}"
        failed = _START_FAILED.search(said)
        if failed:
            return said[failed.start() :].splitlines()[0][:_SHOWN]
        return (answer.complaint[:_SHOWN] or "refused") if answer.exit_code else ""


def _as_user(user: int) -> tuple[str, ...]:
    """The option of a command that is for a work profile; none for the owner."""
    return ("--user", str(user)) if user else ()


def _launcher_query(user: int = 0) -> str:
    """The command that lists what the launcher of a user starts."""
    return quote(["cmd", "package", "query-activities", *_as_user(user), "--brief", *_LAUNCHER])


def _activities(told: str) -> dict[str, InstalledApp]:
    """The apps that a list of launcher activities names, each by its first."""
    found: dict[str, InstalledApp] = {}
    for package, activity in _COMPONENT.findall(told):
        found.setdefault(package, InstalledApp(package, in_full(package, activity), names_of(package)))
    return found


def named_app(name: str, apps: Iterable[InstalledApp]) -> InstalledApp | None:
    """The one app that has just this name or package; None where there is none, or more than one."""
    wanted = normalised(name)
    for matches in _EXACT if wanted else ():
        found = _owners([app for app in apps if matches(name.strip(), wanted, app)])
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _owners(found: list[InstalledApp]) -> list[InstalledApp]:
    """Of apps that go by a name the owner's, where there are any: one at work is meant where that is said."""
    return [app for app in found if not app.user] or found


def choose_app(name: str, apps: Iterable[InstalledApp], *, exactly: bool = False) -> InstalledApp:
    """The one app that goes by a name. Raises ActionRejected naming the candidates or the nearest names.

    `exactly` takes only a package or a whole name, written in whatever case, for lists that grant or withhold
    something: a guess there would let in another app.
    """
    apps = tuple(apps)
    wanted = normalised(name)
    if not wanted:
        raise ActionRejected("the app's name is empty")
    for matches in _EXACT if exactly else _LEVELS:
        found = _owners([app for app in apps if matches(name.strip(), wanted, app)])
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(f"{app.names[0]} ({app.package})" for app in found[:6])
            raise ActionRejected(f"{name!r} could be any of: {listed}; say which, or name the package")
    known = {normalised(label): app for app in apps for label in app.names}
    near = difflib.get_close_matches(wanted, known, n=4, cutoff=0.4)
    if near and not exactly and _is_misspelt(wanted, near[0]):
        return known[near[0]]
    hint = ", ".join(dict.fromkeys(known[label].names[0] for label in near))
    raise ActionRejected(f"no app called {name!r} is installed" + (f"; the nearest: {hint}" if hint else ""))


def _is_misspelt(wanted: str, label: str) -> bool:
    """Whether a name is a slip of the label, not a longer name that begins with it (Alarmy is not Alarm)."""
    return not wanted.startswith(label) and difflib.SequenceMatcher(None, wanted, label).ratio() >= ALMOST


def _same_package(given: str, _wanted: str, app: InstalledApp) -> bool:
    return given == app.package


def _same_first_name(_given: str, wanted: str, app: InstalledApp) -> bool:
    return wanted == normalised(app.names[0])


def _same_name(_given: str, wanted: str, app: InstalledApp) -> bool:
    return any(wanted == normalised(label) for label in app.names)


def _same_word_of_package(_given: str, wanted: str, app: InstalledApp) -> bool:
    return wanted in {normalised(word) for word in _words(app.package)}


def _starts_name(_given: str, wanted: str, app: InstalledApp) -> bool:
    return len(wanted) >= 3 and any(normalised(label).startswith(wanted) for label in app.names)


def _within_name(_given: str, wanted: str, app: InstalledApp) -> bool:
    shortest = 2 if not wanted.isascii() else 4
    return len(wanted) >= shortest and any(wanted in label for label in map(normalised, app.names))


def _name_with_maker(given: str, _wanted: str, app: InstalledApp) -> bool:
    """What is said beside the name tells of no other app ("Google Clock", "my Settings")."""
    bare = normalised(_MAKERS.sub(" ", given))
    return any(bare == normalised(label) for label in app.names)


_EXACT: tuple[Callable[[str, str, InstalledApp], bool], ...] = (_same_package, _same_first_name, _same_name)
_LEVELS = (
    *_EXACT,
    _same_word_of_package,
    _name_with_maker,
    _starts_name,
    _within_name,
)
"""From certain to likely; the first level at which anything matches decides."""


def normalised(name: str) -> str:
    """A name without case, width, accents, blanks, punctuation and words such as "app"."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    bare = "".join(character for character in _FILLER.sub(" ", folded) if character.isalnum())
    return bare or "".join(character for character in folded if character.isalnum())


def names_of(package: str) -> tuple[str, ...]:
    """What people call a package: from our table, else its last telling word."""
    return _table().get(package) or (_words(package)[-1].replace("_", " ").capitalize(),)


def aliases(name: str) -> frozenset[str]:
    """All names of the apps in our table that go by a name, as `normalised`; the name itself is one."""
    wanted = normalised(name)
    rows = [{normalised(label) for label in names} for names in _table().values()]
    return frozenset({wanted}.union(*(row for row in rows if wanted in row)))


def _words(package: str) -> list[str]:
    words = [word for word in package.split(".") if word.casefold() not in _DULL]
    return words or [package]


@cache
def _table() -> dict[str, tuple[str, ...]]:
    text = (files("device.state") / "app_name.toml").read_text("utf-8")
    return {package: tuple(names) for package, names in tomllib.loads(text).items()}
