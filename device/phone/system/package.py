"""Installed packages, what they may do, and which activities answer an intent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from device.phone.file.mediatype import UNKNOWN, fits, media_type
from device.phone.system.app import App, Manifest
from device.phone.system.clock import EPOCH_MS
from device.phone.system.foreign import ForeignApp, foreign_app
from device.phone.system.identity import pid_of
from device.phone.system.intent import APP, CHOOSER, RESOLVER, SEND, Intent
from device.phone.system.permission import first_grants

HOME = "android.intent.category.HOME"
OVERVIEW = "com.android.quickstep.action.OVERVIEW"
"""Told to the launcher when recent apps are wanted."""

SYSTEM_PACKAGES = (
    "android",
    "com.android.providers.contacts",
    "com.android.providers.downloads",
    "com.android.providers.media.module",
    "com.android.providers.settings",
    "com.android.providers.telephony",
    "com.android.shell",
    "com.android.systemui",
    "com.google.android.gms",
    "com.google.android.inputmethod.latin",
    "com.google.android.packageinstaller",
    "com.google.android.permissioncontroller",
)
"""On every phone, without a screen of their own here."""
FACTORY_MS = 1_230_768_000_000
"""2009-01-01, the date of all that lies in a system image."""
ADB_KEYBOARD = "com.android.adbkeyboard"
"""The keyboard that takes text by broadcast, installed as researchers' phones have it."""


@dataclass(frozen=True, slots=True)
class Installed:
    """One package."""

    package: str
    label: str
    system: bool
    version: str = "1.0"
    enabled: bool = True
    granted: frozenset[str] = frozenset()
    """Permissions it has; see permission.py."""
    once: frozenset[str] = frozenset()
    """Asked for anew each time the app is opened: what is granted of these ends when it is closed."""
    denied: frozenset[str] = frozenset()
    """Refused at least once."""
    fixed: frozenset[str] = frozenset()
    """Refused for good: the app may not ask any more."""
    preferred: frozenset[tuple[str, str]] = frozenset()
    """(kind of intent, activity): what it always opens, see `_intent_kind`."""
    last: frozenset[tuple[str, str]] = frozenset()
    """What it opened the last time there was a choice."""
    stopped: bool = False
    """Force-stopped and not opened since: it does nothing by itself."""
    hidden: bool = False
    """`pm hide`: as if it were not there."""
    disabled: frozenset[str] = frozenset()
    """Activities, by full class name, that were switched off one by one."""
    suspended: str = ""
    """`pm suspend`: what is said instead of opening it; "" = it may be opened."""
    installer: str = ""
    """Package that installed it; "" = it came with the phone, or by adb."""
    version_code: int = 0
    """As its APK says; 0 = told by the version."""
    manifest: Manifest | None = None
    """Of an APK that brought an app the phone has no code for."""
    first_ms: int = FACTORY_MS
    """Date of its first installation."""
    updated_ms: int = FACTORY_MS
    """Date of the latest one."""
    ended: int = 0
    """How often its process was: the next one has another number, see identity.py."""

    @property
    def path(self) -> str:
        """Where its APK would lie."""
        root = "/system/app" if self.system else "/data/app"
        return f"{root}/{self.package}/base.apk"


class PackageTable:
    """What is installed; intents are resolved against it."""

    def __init__(self, apps: dict[str, App]) -> None:
        """`apps`: those there is code for; what an APK brings is added to them."""
        self.revision = 0
        self.row_type: Callable[[str], str] = lambda uri: ""
        """The type of what is at an address of the media provider; "" where nothing is."""
        self._apps = apps
        self._table: dict[str, Installed] = {name: Installed(name, name, True) for name in SYSTEM_PACKAGES}
        self._table[ADB_KEYBOARD] = _set_up(Installed(ADB_KEYBOARD, "ADB Keyboard", False))
        for package, app in apps.items():
            manifest = app.manifest
            given = first_grants(package, manifest.permissions, system=manifest.system, set_up=True)
            self._table[package] = _set_up(
                Installed(package, manifest.label, manifest.system, manifest.version, granted=given)
            )
        self._first = dict(self._table)

    def first(self, package: str) -> Installed | None:
        """What a fresh phone has of that name, to be installed again; None when it has none."""
        return self._first.get(package)

    def all(self) -> list[Installed]:
        """Every package, by name."""
        return sorted(self._table.values(), key=lambda installed: installed.package)

    def known(self) -> list[Installed]:
        """Every package, and those of a fresh phone that were taken off it, by name."""
        return sorted({**self._first, **self._table}.values(), key=lambda installed: installed.package)

    def get(self, package: str) -> Installed | None:
        """One package, or None."""
        return self._table.get(package)

    def pid_of(self, package: str) -> int:
        """The process an app has, or would have next."""
        held = self.get(package)
        return pid_of(package, held.ended if held is not None else 0)

    def put(self, installed: Installed) -> None:
        """Change a package's record, or add one."""
        self._table[installed.package] = installed
        self._bring(installed)
        self.revision += 1

    def opened(self, package: str) -> None:
        """Note that an app was opened, which ends its being stopped."""
        held = self._table.get(package)
        if held is not None and held.stopped:
            self.put(replace(held, stopped=False))

    def end(self, package: str, *, stopped: bool) -> None:
        """Note that an app's process ended; `stopped`: by force."""
        held = self._table.get(package)
        if held is not None and not held.stopped:
            self.put(replace(held, stopped=stopped, ended=held.ended + 1))

    def _bring(self, installed: Installed) -> None:
        """An app with no code here is made from its manifest."""
        made = self._apps.get(installed.package)
        if installed.manifest and (
            made is None or (isinstance(made, ForeignApp) and made.manifest != installed.manifest)
        ):
            self._apps[installed.package] = foreign_app(installed.manifest)

    def remove(self, package: str) -> None:
        """Uninstall. Raises KeyError for an unknown package."""
        del self._table[package]
        self.revision += 1

    def launchable(self) -> list[App]:
        """Apps with an icon in the drawer, by label."""
        return sorted(
            (app for app in self._apps.values() if app.manifest.main and self._on(app, app.manifest.main)),
            key=lambda app: app.manifest.label.lower(),
        )

    def activities(self, package: str) -> frozenset[str]:
        """All of an app's, by full class name, also those that are switched off."""
        app = self._apps.get(package)
        if app is None:
            return frozenset()
        manifest = app.manifest
        named = {manifest.main, *(entry.activity for entry in manifest.filters), *manifest.activities}
        return frozenset(filter(None, named))

    def _on(self, app: App, activity: str = "") -> bool:
        installed = self._table.get(app.manifest.package)
        if installed is None or not installed.enabled or installed.hidden:
            return False
        return activity not in installed.disabled

    def home(self) -> str:
        """The launcher's component."""
        return self.resolve(Intent(categories=(HOME,)))

    def main(self, package: str) -> str:
        """The component behind a package's icon; "" when it has none."""
        app = self._apps.get(package)
        main = app.manifest.main if app else ""
        return f"{package}/{main}" if app and main and self._on(app, main) else ""

    def resolve(self, intent: Intent) -> str:
        """package/full.class of the activity that answers; "" when none does.

        Where several could, the one that always shall, else the activity that asks which one.
        """
        if intent.component:
            return self._resolve_component(intent.component)
        if intent.package and not intent.data and intent.action == "android.intent.action.MAIN":
            return self.main(intent.package)
        found = self.matches(intent)
        if len(found) < 2:
            return found[0] if found else ""
        if intent.action in SEND:
            return CHOOSER
        return self.chosen(intent, found) or RESOLVER

    def matches(self, intent: Intent) -> tuple[str, ...]:
        """Every activity, as package/full.class, with a filter that the intent passes."""
        scheme, _, rest = intent.data.partition(":") if ":" in intent.data else ("", "", "")
        authority = rest.removeprefix("//").partition("/")[0]
        kind = self.type_of(intent)
        stood_for = (name for name in intent.categories if name == HOME or name.startswith(APP))
        wanted = next(stood_for, intent.action)
        found: dict[str, int] = {}
        for app in self._apps.values():
            manifest = app.manifest
            if not self._on(app) or (intent.package and intent.package != manifest.package):
                continue
            for entry in manifest.filters:
                if (
                    entry.action == wanted
                    and self._on(app, entry.activity)
                    and entry.scheme in ("", scheme)
                    and (not entry.type or (bool(kind) and fits(entry.type, kind)))
                    and (not entry.authorities or authority in entry.authorities)
                ):
                    name = f"{manifest.package}/{entry.activity}"
                    found[name] = max(entry.priority, found.get(name, entry.priority))
        highest = max(found.values(), default=0)
        return tuple(name for name, priority in found.items() if priority == highest)

    def type_of(self, intent: Intent) -> str:
        """The media type of an intent's data: given, or told by the provider or a name; "" when unknown."""
        if intent.type or not intent.data.startswith(("content:", "file:")):
            return intent.type
        if intent.data.startswith("content://media/"):
            return self.row_type(intent.data)
        kind = media_type(intent.data.rpartition("/")[2])
        return "" if kind == UNKNOWN else kind

    def _intent_kind(self, intent: Intent) -> str:
        """What is remembered of an intent with the app that opens such: action, scheme and type."""
        scheme = intent.data.partition(":")[0] if ":" in intent.data else ""
        return f"{intent.action} {scheme} {self.type_of(intent)}"

    def chosen(self, intent: Intent, among: tuple[str, ...], *, last: bool = False) -> str:
        """What such an intent always opens (or opened `last`), if it is `among` these; else ""."""
        kind = self._intent_kind(intent)
        for component in among:
            package, _, name = component.partition("/")
            held = self._table[package]
            if (kind, name) in (held.last if last else held.preferred):
                return component
        return ""

    def choose(self, intent: Intent, component: str, *, always: bool) -> None:
        """Remember what a person opened such an intent with, and whether they want no question again."""
        package, _, name = component.partition("/")
        kind = self._intent_kind(intent)
        for held in list(self._table.values()):
            last = frozenset(entry for entry in held.last if entry[0] != kind)
            preferred = frozenset(entry for entry in held.preferred if entry[0] != kind)
            if held.package == package:
                last |= {(kind, name)}
                preferred = preferred | {(kind, name)} if always else preferred
            if last != held.last or preferred != held.preferred:
                self.put(replace(held, last=last, preferred=preferred))

    def reset_permissions(self, package: str = "") -> None:
        """Runtime permissions of a package (or of all) as before anybody was asked."""
        for app in self._apps.values():
            held = self._table.get(app.manifest.package)
            if held is not None and package in ("", held.package):
                given = first_grants(held.package, app.manifest.permissions, system=held.system, set_up=False)
                none: frozenset[str] = frozenset()
                self.put(replace(held, granted=given, once=none, denied=none, fixed=none))

    def _resolve_component(self, component: str) -> str:
        package, _, name = component.partition("/")
        app = self._apps.get(package)
        full = package + name if name.startswith(".") else name
        if app is None or not self._on(app, full):
            return ""
        return f"{package}/{full}" if full in self.activities(package) else ""

    def save(self) -> dict[str, Installed]:
        """For a snapshot."""
        return dict(self._table)

    def load(self, table: Mapping[str, Installed]) -> None:
        """Back to a snapshot."""
        self._table = dict(table)
        for installed in self._table.values():
            self._bring(installed)
        self.revision += 1


def _set_up(installed: Installed) -> Installed:
    """With the date at which a new phone's apps were put on it, where they are none of the system's."""
    if installed.system:
        return installed
    return replace(installed, first_ms=EPOCH_MS, updated_ms=EPOCH_MS)
