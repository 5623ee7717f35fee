"""Media types (MIME) of files, by the end of their name, as the phone's providers tell them."""

_TYPES = {
    "3gp": "video/3gpp", "7z": "application/x-7z-compressed", "aac": "audio/aac", "amr": "audio/amr",
    "apk": "application/vnd.android.package-archive",
    "avi": "video/avi", "bmp": "image/bmp", "css": "text/css", "csv": "text/csv",
    "db": "application/octet-stream",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "epub": "application/epub+zip", "flac": "audio/flac", "flv": "video/x-flv", "gif": "image/gif",
    "gpx": "application/gpx+xml", "gz": "application/gzip", "heic": "image/heic", "htm": "text/html",
    "html": "text/html",
    "ics": "text/calendar", "jpeg": "image/jpeg", "jpg": "image/jpeg", "js": "text/javascript",
    "json": "application/json", "kml": "application/vnd.google-earth.kml+xml", "m3u": "audio/x-mpegurl",
    "m4a": "audio/mp4", "m4v": "video/mp4", "markdown": "text/markdown", "md": "text/markdown",
    "mid": "audio/midi", "mpeg": "video/mpeg", "mpg": "video/mpeg", "rar": "application/x-rar-compressed",
    "rtf": "text/rtf", "tif": "image/tiff", "tiff": "image/tiff", "wma": "audio/x-ms-wma",
    "wmv": "video/x-ms-wmv", "mkv": "video/x-matroska", "mov": "video/quicktime", "mp3": "audio/mpeg",
    "mp4": "video/mp4", "oga": "audio/ogg", "ogg": "audio/ogg", "opus": "audio/ogg", "pdf": "application/pdf",
    "png": "image/png", "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "svg": "image/svg+xml", "tar": "application/x-tar", "txt": "text/plain", "vcf": "text/x-vcard",
    "wav": "audio/x-wav", "webm": "video/webm", "webp": "image/webp", "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xml": "text/xml",
    "zip": "application/zip",
}  # fmt: skip
UNKNOWN = "application/octet-stream"


def media_type(name: str) -> str:
    """The type of a file, `application/octet-stream` where the name does not tell."""
    stem, dot, end = name.rpartition(".")
    return _TYPES.get(end.lower(), UNKNOWN) if dot and stem else UNKNOWN


def extension(kind: str) -> str:
    """The usual end of the name of such a file, without the dot; "" where there is none."""
    return next((end for end, known in _TYPES.items() if known == kind), "") if kind != UNKNOWN else ""


def fits(wanted: str, kind: str) -> bool:
    """Whether one type, `image/*` and `*/*` included, covers or is covered by another."""
    wanted, kind = wanted.lower(), kind.lower()
    if wanted == kind or "*/*" in (wanted, kind):
        return True
    left, right = wanted.split("/", 1), kind.split("/", 1)
    return left[0] == right[0] and "*" in (left[-1], right[-1])
