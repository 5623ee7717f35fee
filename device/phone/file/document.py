"""Addresses of documents, as apps hand files to each other (content://...), and the paths behind them."""

from urllib.parse import quote, unquote

from device.phone.file.entry import SHARED

AUTHORITY = "com.android.externalstorage.documents"
_PRIMARY = "primary:"


def document_uri(path: str) -> str:
    """The address of a file of the shared storage; of any other file its file:// address."""
    held = _below(path)
    if held is None:
        return f"file://{quote(path)}"
    return f"content://{AUTHORITY}/document/{quote(_PRIMARY + held, safe='')}"


def tree_uri(path: str) -> str:
    """The address of a folder of the shared storage with all below it. Raises ValueError for another."""
    held = _below(path)
    if held is None:
        raise ValueError(path)
    return f"content://{AUTHORITY}/tree/{quote(_PRIMARY + held, safe='')}"


def path_of(uri: str) -> str:
    """The path behind an address of a file or folder; "" when it names none."""
    if uri.startswith("file://"):
        return unquote(uri.removeprefix("file://"))
    if uri.startswith(f"content://{AUTHORITY}/"):
        name = unquote(uri.rpartition("/")[2])
        if name.startswith(_PRIMARY):
            return f"{SHARED}/{name.removeprefix(_PRIMARY)}".rstrip("/")
    return ""


def _below(path: str) -> str | None:
    """A path within the shared storage; None for one outside of it."""
    for root in (SHARED, "/sdcard", "/data/media/0"):
        if path == root or path.startswith(root + "/"):
            return path.removeprefix(root).strip("/")
    return None
