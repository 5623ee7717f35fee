"""Storage: what takes how much room."""

from weakref import WeakKeyDictionary

from device.phone.apps.settings.page import SettingsPage
from device.phone.apps.settings.row import Info, Made, SettingsLink, SettingsRow
from device.phone.apps.settings.ui import Ui
from device.phone.file.filesystem import FileSystem
from device.phone.file.usage import AppUse, StorageUse, app_use, storage_use
from device.phone.system.context import Context
from device.phone.system.sizetext import size_text
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import FILL, FULL_WIDTH, Box, Flow, Surface, Text

_latest: "WeakKeyDictionary[FileSystem, tuple[tuple[int, ...], StorageUse]]" = WeakKeyDictionary()
_apps: "WeakKeyDictionary[FileSystem, tuple[tuple[int, ...], dict[str, AppUse]]]" = WeakKeyDictionary()
"""By phone: its files, databases and apps as they were, and what each app took then."""


def storage_summary(ui: Ui) -> str:
    """As in "97% used - 16.1 MB free": what `df` tells of /data."""
    files = ui.context.files
    text = ui.tr("{percent}% used - {free} free")
    return text.format(percent=round(_share(ui) * 100), free=size_text(files.free))


def _share(ui: Ui) -> float:
    """The part that is used."""
    files = ui.context.files
    return min(1.0, files.used / files.cap_bytes)


def _storage_head(ui: Ui) -> View:
    files, share = ui.context.files, _share(ui)
    words = (
        fixed(
            "TextView",
            "usage_summary",
            Text(ui.tr("{} used").format(size_text(files.used)), style="headline_medium"),
        ),
        fixed(
            "TextView",
            "total_summary",
            Text(ui.tr("{} total").format(size_text(files.cap_bytes)), colour="on_surface_variant"),
        ),
    )
    bar = View(
        "ProgressBar",
        "android:id/progress",
        box=Box(width=FILL, height=8.0),
        flow=Flow("row"),
        surface=Surface("surface_container_highest", radius=4.0),
        children=(
            fixed(box=Box(height=8.0, weight=share), surface=Surface("primary", radius=4.0), important=False),
            fixed(box=Box(height=8.0, weight=1.0 - share), important=False),
        ),
    )
    head = View(
        box=FULL_WIDTH, flow=Flow("row", align="end", justify="between"), children=words, important=False
    )
    return View(
        "LinearLayout",
        box=Box(width=FILL, padding=(24.0, 8.0, 24.0, 16.0)),
        flow=Flow(gap=8.0),
        children=(head, bar),
    )


def _storage(ui: Ui) -> list[SettingsRow]:
    use = _use(ui.context)
    return [
        _kind("Images", "image", use.images),
        _kind("Videos", "movie", use.videos),
        _kind("Audio", "music_note", use.audio),
        _kind("Documents & other", "article", use.other),
        SettingsLink(title="Apps", icon="apps", page="all_apps", summary=lambda _: size_text(use.apps)),
        _kind("System", "android", use.system),
    ]


def _use(context: Context) -> StorageUse:
    """What takes the storage, reckoned anew only when files, databases or apps have changed."""
    stamp = _stamp(context)
    known = _latest.get(context.files)
    if known is None or known[0] != stamp:
        apps = [use_of(context, app.package) for app in context.packages.all()]
        _latest[context.files] = known = (stamp, storage_use(context.files, apps))
    return known[1]


def use_of(context: Context, package: str) -> AppUse:
    """What an app takes, likewise."""
    stamp = _stamp(context)
    known = _apps.get(context.files)
    if known is None or known[0] != stamp:
        _apps[context.files] = known = (stamp, {})
    use = known[1].get(package)
    if use is None:
        installed = context.packages.get(package)
        known[1][package] = use = app_use(context.files, package, installed.path if installed else "")
    return use


def _stamp(context: Context) -> tuple[int, ...]:
    """Differs when files, databases or apps have changed."""
    return (context.files.revision, context.files.used, context.system.tally.count, context.packages.revision)


def _kind(title: str, icon: str, size: int) -> SettingsRow:
    return Info(title=title, icon=icon, summary=lambda _: size_text(size))


PAGES = (
    SettingsPage(
        key="storage",
        title="Storage",
        activity="com.android.settings.Settings$StorageDashboardActivity",
        actions=("android.settings.INTERNAL_STORAGE_SETTINGS",),
        rows=(Made(named=True, make=_storage_head),),
        more=_storage,
        searched=False,
    ),
)
