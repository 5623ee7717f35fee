"""APK files made for tests: compiled manifest, resource table, signature."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from device.phone.system.apk.axml import Reference

IDS = {
    "label": 0x01010001, "name": 0x01010003, "versionCode": 0x0101021B, "versionName": 0x0101021C,
    "minSdkVersion": 0x0101020C, "testOnly": 0x01010272, "scheme": 0x01010027, "mimeType": 0x01010026,
    "enabled": 0x0101000E,
}  # fmt: skip
Value = str | int | bool | Reference


@dataclass(frozen=True)
class Tag:
    """An element to write."""

    name: str
    attributes: Mapping[str, Value] = field(default_factory=dict)
    children: Sequence["Tag"] = ()


def pool(texts: Sequence[str], *, eight: bool = False) -> bytes:
    """A chunk of strings, in UTF-8 or UTF-16."""
    offsets, body = [], b""
    for text in texts:
        offsets.append(len(body))
        if eight:
            raw = text.encode()
            body += bytes((len(text), len(raw))) + raw + b"\0"
        else:
            raw = text.encode("utf-16-le")
            body += struct.pack("<H", len(raw) // 2) + raw + b"\0\0"
    body += bytes(-len(body) % 4)
    start = 28 + 4 * len(texts)
    head = struct.pack("<HHI5I", 1, 28, start + len(body), len(texts), 0, 0x100 if eight else 0, start, 0)
    return head + struct.pack(f"<{len(texts)}I", *offsets) + body


def compiled(root: Tag, *, eight: bool = False, nameless: bool = False) -> bytes:
    """A tree as compiled XML; `nameless` leaves the attributes' names away, as shrinking tools do."""
    texts = ["" if nameless else name for name in IDS]
    keys = {name: place for place, name in enumerate(IDS)}
    body = b""

    def number(text: str) -> int:
        if text not in texts[len(IDS) :]:
            texts.append(text)
        return texts.index(text, len(IDS))

    def write(tag: Tag) -> None:
        nonlocal body
        rows = b""
        for name, value in tag.attributes.items():
            key = keys[name] if name in keys else number(name)
            if isinstance(value, Reference):
                kind, data, raw = 1, value.id, 0xFFFFFFFF
            elif isinstance(value, bool):
                kind, data, raw = 0x12, 0xFFFFFFFF if value else 0, 0xFFFFFFFF
            elif isinstance(value, int):
                kind, data, raw = 0x10, value, 0xFFFFFFFF
            else:
                kind, data = 3, number(value)
                raw = data
            rows += struct.pack("<3IHBBI", 0xFFFFFFFF, key, raw, 8, 0, kind, data)
        count = len(tag.attributes)
        head = struct.pack("<HHIII", 0x0102, 16, 36 + len(rows), 1, 0xFFFFFFFF)
        body += head + struct.pack("<II6H", 0xFFFFFFFF, number(tag.name), 20, 20, count, 0, 0, 0) + rows
        for child in tag.children:
            write(child)
        body += struct.pack("<HHIII", 0x0103, 16, 24, 1, 0xFFFFFFFF)
        body += struct.pack("<II", 0xFFFFFFFF, number(tag.name))

    write(root)
    ids = struct.pack(f"<HHI{len(IDS)}I", 0x0180, 8, 8 + 4 * len(IDS), *IDS.values())
    inside = pool(texts, eight=eight) + ids + body
    return struct.pack("<HHI", 3, 8, 8 + len(inside)) + inside


def table(text: str) -> bytes:
    """Resources with one text in them: 0x7F010000."""
    value = struct.pack("<HHIHBBI", 8, 0, 0, 8, 0, 3, 0)
    head = 20 + 64
    rows = struct.pack("<HHIBBHII", 0x0201, head, head + 4 + len(value), 1, 0, 0, 1, head + 4)
    rows += struct.pack("<I", 64) + bytes(60) + struct.pack("<I", 0) + value
    names = pool(["string"]) + pool(["app_name"])
    inside = (
        struct.pack("<I", 0x7F) + bytes(256) + struct.pack("<5I", 288, 1, 288 + len(pool(["string"])), 1, 0)
    )
    package = struct.pack("<HHI", 0x0200, 288, 288 + len(names) + len(rows)) + inside + names + rows
    texts = pool([text], eight=True)
    return struct.pack("<HHII", 2, 12, 12 + len(texts) + len(package), 1) + texts + package


def manifest(
    package: str = "com.example.tide",
    *,
    label: Value = "Tide Table",
    version: int = 3,
    name: str = "1.2",
    least: int = 26,
    launches: bool = True,
    test_only: bool = False,
    split: str = "",
) -> Tag:
    """The manifest of a small app with one activity and a second one that opens tide: links."""
    opens = Tag("intent-filter", {}, (
        Tag("action", {"name": "android.intent.action.MAIN"}),
        Tag("category", {"name": "android.intent.category.LAUNCHER"}),
    ))  # fmt: skip
    views = Tag("intent-filter", {}, (
        Tag("action", {"name": "android.intent.action.VIEW"}), Tag("data", {"scheme": "tide"}),
    ))  # fmt: skip
    activities = (
        Tag("activity", {"name": ".MainActivity"}, (opens,) if launches else ()),
        Tag("activity", {"name": f"{package}.LinkActivity"}, (views,)),
    )
    application: dict[str, Value] = {"label": label} if label else {}
    if test_only:
        application["testOnly"] = True
    about: dict[str, Value] = {"versionCode": version, "versionName": name, "package": package}
    if split:
        about["split"] = split
    return Tag("manifest", about, (
        Tag("uses-sdk", {"minSdkVersion": least}),
        Tag("uses-permission", {"name": "android.permission.CAMERA"}),
        Tag("uses-permission", {"name": "android.permission.INTERNET"}),
        Tag("application", application, activities),
    ))  # fmt: skip


def apk(root: Tag | None = None, *, signed: bool = True, eight: bool = False, **files: bytes) -> bytes:
    """An APK; further files by name, with __ for a slash and _DOT_ for a dot."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("AndroidManifest.xml", compiled(root or manifest(), eight=eight, nameless=eight))
        archive.writestr("classes.dex", b"dex\n035\0")
        if signed:
            archive.writestr("META-INF/CERT.RSA", b"0")
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), data)
    return whole.getvalue()
