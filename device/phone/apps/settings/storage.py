"""Storage: what takes how much room."""

from device.phone.apps.settings.page import Page
from device.phone.apps.settings.row import Info, Link, Made, Row
from device.phone.apps.settings.ui import Ui
from device.phone.view import FILL, View

_GIGABYTE = 1_000_000_000
_SYSTEM = 19.2
"""GB that Android itself takes."""
_SHARED = "/storage/emulated/0"
_FOLDERS = (
    ("Images", "image", ("DCIM", "Pictures")),
    ("Videos", "movie", ("Movies", "VLCVideos")),
    ("Audio", "music_note", ("Music", "Recordings", "Podcasts")),
    ("Documents & other", "article", ("Documents", "Download")),
)


def size_text(size: int) -> str:
    """Bytes as Android writes them: "19.2 MB"."""
    amount, unit = float(size), "B"
    for larger in ("kB", "MB", "GB"):
        if amount < 1000:
            break
        amount, unit = amount / 1000, larger
    return f"{size} B" if unit == "B" else f"{amount:.1f} {unit}" if amount < 100 else f"{amount:.0f} {unit}"


def tree_size(ui: Ui, path: str) -> int:
    """Bytes of all files below a directory; 0 when it is not there."""
    files = ui.phone.files
    if not files.is_dir(path):
        return 0
    return sum(files.stat(below).size for below, directory in files.walk(path) if not directory)


def used_gigabytes(ui: Ui) -> float:
    """Of the whole storage, Android included."""
    return _SYSTEM + ui.phone.files.used / _GIGABYTE


def total_gigabytes(ui: Ui) -> float:
    """The whole storage: what Android takes and what files may take, as `df` has it."""
    return _SYSTEM + ui.phone.files.cap_bytes / _GIGABYTE


def storage_summary(ui: Ui) -> str:
    """As in "97% used - 0.54 GB free"."""
    used, total = used_gigabytes(ui), total_gigabytes(ui)
    text = ui.tr("{percent}% used - {free} GB free")
    return text.format(percent=round(used / total * 100), free=f"{total - used:.2f}")


def _storage_head(ui: Ui) -> View:
    used, total = used_gigabytes(ui), total_gigabytes(ui)
    share = used / total
    words = (
        View("TextView", "usage_summary", ui.tr("{} GB used").format(f"{used:.1f}"), style="headline_medium"),
        View(
            "TextView",
            "total_summary",
            ui.tr("{} GB total").format(f"{total:.1f}"),
            colour="on_surface_variant",
        ),
    )
    bar = View("ProgressBar", "android:id/progress", axis="row", width=FILL, height=8.0, radius=4.0)
    bar.background = "surface_container_highest"
    bar.children = (
        View(weight=share, height=8.0, radius=4.0, background="primary", important=False),
        View(weight=1.0 - share, height=8.0, important=False),
    )
    head = View(axis="row", width=FILL, justify="between", align="end", children=words, important=False)
    return View("LinearLayout", width=FILL, gap=8.0, padding=(24.0, 8.0, 24.0, 16.0), children=(head, bar))


def _storage(ui: Ui) -> list[Row]:
    rows: list[Row] = []
    for title, icon, folders in _FOLDERS:
        size = sum(tree_size(ui, f"{_SHARED}/{folder}") for folder in folders)
        rows.append(Info(title=title, icon=icon, summary=lambda _, size=size: size_text(size)))  # type: ignore[misc]
    apps = tree_size(ui, "/data/data")
    rows += [
        Link(title="Apps", icon="apps", page="all_apps", summary=lambda _: size_text(apps)),
        Info(title="System", icon="android", summary=lambda _: f"{_SYSTEM} GB"),
    ]
    return rows


PAGES = (
    Page(
        key="storage",
        title="Storage",
        activity="com.android.settings.Settings$StorageDashboardActivity",
        actions=("android.settings.INTERNAL_STORAGE_SETTINGS",),
        rows=(Made(named=True, make=_storage_head),),
        more=_storage,
        searched=False,
    ),
)
