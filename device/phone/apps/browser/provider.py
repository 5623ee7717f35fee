"""content://downloads: what was downloaded, as Android's download manager tells it."""

from collections.abc import Mapping

from device.phone.apps.browser.net import fetch
from device.phone.apps.browser.save import save_download
from device.phone.apps.browser.state import PACKAGE
from device.phone.apps.browser.store import downloads, drop_download
from device.phone.apps.provider.reading import whole
from device.phone.apps.provider.rows import ILLEGAL_ARGUMENT
from device.phone.file.database import Row, Value
from device.phone.file.mediatype import media_type
from device.phone.system.context import Context
from device.phone.system.provider import ProviderFault, Query, Table, select

_COLUMNS = (
    "_id", "_data", "title", "uri", "mimetype", "status", "total_bytes", "current_bytes", "lastmod",
    "notificationpackage",
)  # fmt: skip
_PATHS = ("my_downloads", "all_downloads", "download")
_DONE = 200


class DownloadProvider:
    """Downloads whose files are there."""

    def _table(self, context: Context, path: str) -> Table:
        kind, _, number = path.partition("/")
        if kind not in _PATHS or (number and not number.isdecimal()):
            raise ProviderFault(ILLEGAL_ARGUMENT, f"Unknown URI: content://downloads/{path}")
        rows: list[Row] = [
            (
                one.id, one.path, one.path.rpartition("/")[2], one.url, media_type(one.path), _DONE,
                one.size, one.size, one.time_ms, PACKAGE,
            )
            for one in downloads(context)
            if number in ("", str(one.id))
        ]  # fmt: skip
        return Table(_COLUMNS, rows)

    def query(self, context: Context, query: Query) -> Table:
        """Downloads as rows."""
        return select(self._table(context, query.path), query)

    def insert(self, context: Context, path: str, values: Mapping[str, Value]) -> None:
        """Fetch what is at `uri`; what cannot be had leaves no row."""
        self._table(context, path)
        if not values.get("uri"):
            raise ProviderFault(ILLEGAL_ARGUMENT, "Download URI is required")
        answer = fetch(context, str(values["uri"]))
        if not answer.error:
            save_download(context, answer, str(values.get("title") or ""))

    def update(self, context: Context, path: str, values: Mapping[str, Value], where: str) -> int:
        """There is nothing to change about what is done."""
        self._table(context, path)
        return 0

    def delete(self, context: Context, path: str, where: str) -> int:
        """Remove downloads with their files."""
        found = select(self._table(context, path), Query(path, ("_id", "_data"), where)).rows
        for number, name in found:
            context.files.remove(str(name))
            drop_download(context, whole(number))
        return len(found)
