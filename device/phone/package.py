"""Installed packages, and which activity answers an intent."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from device.phone.app import App
from device.phone.intent import Intent

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

    @property
    def path(self) -> str:
        """Where its APK would lie."""
        root = "/system/app" if self.system else "/data/app"
        return f"{root}/{self.package}/base.apk"


class PackageTable:
    """What is installed; intents are resolved against it."""

    def __init__(self, apps: Mapping[str, App]) -> None:
        self.revision = 0
        self._apps = apps
        self._table: dict[str, Installed] = {name: Installed(name, name, True) for name in SYSTEM_PACKAGES}
        self._table[ADB_KEYBOARD] = Installed(ADB_KEYBOARD, "ADB Keyboard", False)
        for package, app in apps.items():
            manifest = app.manifest
            self._table[package] = Installed(package, manifest.label, manifest.system, manifest.version)

    def all(self) -> list[Installed]:
        """Every package, by name."""
        return sorted(self._table.values(), key=lambda installed: installed.package)

    def get(self, package: str) -> Installed | None:
        """One package, or None."""
        return self._table.get(package)

    def put(self, installed: Installed) -> None:
        """Change a package's record."""
        self._table[installed.package] = installed
        self.revision += 1

    def remove(self, package: str) -> None:
        """Uninstall. Raises KeyError for an unknown package."""
        del self._table[package]
        self.revision += 1

    def grant(self, package: str, permission: str, *, granted: bool = True) -> None:
        """Give or take a permission. Raises KeyError for an unknown package."""
        held = self._table[package]
        names = held.granted | {permission} if granted else held.granted - {permission}
        self.put(replace(held, granted=names))

    def launchable(self) -> list[App]:
        """Apps with an icon in the drawer, by label."""
        return sorted(
            (app for app in self._apps.values() if app.manifest.main and self._on(app)),
            key=lambda app: app.manifest.label.lower(),
        )

    def _on(self, app: App) -> bool:
        installed = self._table.get(app.manifest.package)
        return installed is not None and installed.enabled

    def home(self) -> str:
        """The launcher's component."""
        return self.resolve(Intent(categories=(HOME,)))

    def main(self, package: str) -> str:
        """The component behind a package's icon; "" when it has none."""
        app = self._apps.get(package)
        return f"{package}/{app.manifest.main}" if app and app.manifest.main and self._on(app) else ""

    def resolve(self, intent: Intent) -> str:
        """package/full.class of the activity that answers; "" when none does."""
        if intent.component:
            return self._resolve_component(intent.component)
        if intent.package and not intent.data and intent.action == "android.intent.action.MAIN":
            return self.main(intent.package)
        scheme, _, rest = intent.data.partition(":") if ":" in intent.data else ("", "", "")
        authority = rest.removeprefix("//").partition("/")[0]
        for app in self._apps.values():
            manifest = app.manifest
            if not self._on(app) or (intent.package and intent.package != manifest.package):
                continue
            for entry in manifest.filters:
                wanted = HOME if HOME in intent.categories else intent.action
                if (
                    entry.action == wanted
                    and entry.scheme in ("", scheme)
                    and entry.type in ("", intent.type)
                    and (not entry.authorities or authority in entry.authorities)
                ):
                    return f"{manifest.package}/{entry.activity}"
        return ""

    def _resolve_component(self, component: str) -> str:
        package, _, name = component.partition("/")
        app = self._apps.get(package)
        if app is None or not self._on(app):
            return ""
        full = package + name if name.startswith(".") else name
        known = {app.manifest.main, *(entry.activity for entry in app.manifest.filters)}
        return f"{package}/{full}" if full in known | set(app.manifest.activities) else ""

    def save(self) -> dict[str, Installed]:
        """For a snapshot."""
        return dict(self._table)

    def load(self, table: Mapping[str, Installed]) -> None:
        """Back to a snapshot."""
        self._table = dict(table)
        self.revision += 1
