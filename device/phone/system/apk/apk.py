"""An APK file read as the installer reads it: who it is, what it opens, and why it is refused."""

import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from device.phone.system.apk.axml import Element, Reference, read_xml
from device.phone.system.apk.pool import Broken
from device.phone.system.apk.resource import text_of
from device.phone.system.app import IntentFilter, Manifest

SDK = 33
_MOST = 16 << 20
"""Bytes of an unpacked manifest or table; a larger one is not read."""
_MANIFEST, _TABLE = "AndroidManifest.xml", "resources.arsc"
_SIGNING_BLOCK = b"APK Sig Block 42"
_SIGNATURE = re.compile(r"META-INF/[^/]+\.(RSA|DSA|EC)")
_NATIVE = re.compile(r"lib/([^/]+)/[^/]+\.so")
_ABIS = frozenset({"arm64-v8a", "armeabi-v7a", "armeabi"})
_PACKAGE = re.compile(r"[A-Za-z]\w*(\.[A-Za-z]\w*)+", re.ASCII)
_CLASS = re.compile(r"[\w$.]{1,255}")
_MAIN, _LAUNCHER = "android.intent.action.MAIN", "android.intent.category.LAUNCHER"
_COLOURS = (
    "#1A73E8", "#D93025", "#188038", "#E37400", "#8430CE", "#007B83", "#B80672", "#5F6368",
)  # fmt: skip


class ApkFault(Exception):
    """The installer refuses: its code (INSTALL_PARSE_FAILED_...) and what it says of it."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Apk:
    """What an APK says."""

    manifest: Manifest
    version_code: int
    test_only: bool
    split: str
    """Name of the part of a package that this is; "" = its base."""


def read_apk(data: bytes, name: str) -> Apk:
    """Read an APK; `name` is the path that messages have it by. Raises ApkFault."""
    failed = f"Failed to parse {name}"
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            if _MANIFEST not in names:
                raise ApkFault("INSTALL_PARSE_FAILED_UNEXPECTED_EXCEPTION", f"{failed}: {_MANIFEST}")
            root = read_xml(_unpacked(archive, _MANIFEST))
            table = _unpacked(archive, _TABLE) if _TABLE in names else b""
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise ApkFault(
            "INSTALL_PARSE_FAILED_NOT_APK", f"{failed}: Failed to load asset path {name}"
        ) from error
    except Broken as error:
        raise ApkFault(
            "INSTALL_PARSE_FAILED_UNEXPECTED_EXCEPTION", f"{failed}: Corrupt XML binary file"
        ) from error
    if root.name != "manifest":
        raise ApkFault("INSTALL_PARSE_FAILED_MANIFEST_MALFORMED", f"{failed}: No <manifest> tag")
    _check(root, names, data, name)
    application = next(root.all("application"), Element("application"))
    return Apk(
        _manifest(root, application, table),
        root.number("versionCode"),
        application.on("testOnly", default=False),
        root.text("split"),
    )


def _unpacked(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as source:
        data = source.read(_MOST + 1)
    if len(data) > _MOST:
        raise Broken(f"{name} is too large")
    return data


def _check(root: Element, names: list[str], data: bytes, path: str) -> None:
    package = root.text("package")
    if not _PACKAGE.fullmatch(package):
        why = f"Invalid manifest package: must have at least one '.' separator: {package}"
        raise ApkFault("INSTALL_PARSE_FAILED_BAD_PACKAGE_NAME", f"{path} (at Binary XML file line #2): {why}")
    least = max((each.number("minSdkVersion") for each in root.all("uses-sdk")), default=0)
    if least > SDK:
        raise ApkFault(
            "INSTALL_FAILED_OLDER_SDK",
            f"{path}: Requires newer sdk version #{least} (current version is #{SDK})",
        )
    if _SIGNING_BLOCK not in data and not any(map(_SIGNATURE.fullmatch, names)):
        raise ApkFault(
            "INSTALL_PARSE_FAILED_NO_CERTIFICATES",
            f"Failed to collect certificates from {path}: Attempt to get length of null array",
        )
    abis = {found[1] for found in map(_NATIVE.fullmatch, names) if found}
    if abis and not abis & _ABIS:
        raise ApkFault("INSTALL_FAILED_NO_MATCHING_ABIS", "Failed to extract native libraries, res=-113")


def _manifest(root: Element, application: Element, table: bytes) -> Manifest:
    package = root.text("package")
    main, label = "", _label(application, table)
    activities: list[str] = []
    filters: list[IntentFilter] = []
    for tag in ("activity", "activity-alias"):
        for activity in application.all(tag):
            name = _class_name(package, activity.text("name"))
            if not _CLASS.fullmatch(name) or not activity.on("enabled", default=True):
                continue
            activities.append(name)
            for intent_filter in activity.all("intent-filter"):
                if not main and _opens(intent_filter):
                    main, label = name, label or _label(activity, table)
                filters += _filters(name, intent_filter)
    permissions = tuple(
        each.text("name") for each in root.all("uses-permission") if _CLASS.fullmatch(each.text("name"))
    )
    return Manifest(
        package=package,
        label=_line(label) or package,
        icon="android",
        icon_colours=(_COLOURS[zlib.crc32(package.encode()) % len(_COLOURS)], "#FFFFFF"),
        main=main,
        activities=tuple(activities),
        filters=tuple(filters),
        version=_line(root.text("versionName")) or str(root.number("versionCode")),
        system=False,
        permissions=permissions,
    )


def _label(element: Element, table: bytes) -> str:
    value = element.attributes.get("label")
    if isinstance(value, Reference) and table:
        try:
            return text_of(table, value.id)
        except Broken:  # it has a name of its own; an app without one is still an app
            return ""
    return value if isinstance(value, str) else ""


def _line(text: str) -> str:
    """Words as they may stand on a screen: one line, not too long, nothing that cannot be seen."""
    return " ".join("".join(char if char.isprintable() else " " for char in text[:400]).split())[:100]


def _class_name(package: str, name: str) -> str:
    return (
        package + name if name.startswith(".") else f"{package}.{name}" if name and "." not in name else name
    )


def _names(intent_filter: Element, tag: str) -> list[str]:
    return [each.text("name") for each in intent_filter.all(tag)]


def _opens(intent_filter: Element) -> bool:
    return _MAIN in _names(intent_filter, "action") and _LAUNCHER in _names(intent_filter, "category")


def _filters(activity: str, intent_filter: Element) -> list[IntentFilter]:
    """One for each action and kind of data; MAIN is answered by the icon alone."""
    kinds = [
        (each.text("scheme"), each.text("mimeType"), each.text("host")) for each in intent_filter.all("data")
    ]
    schemes = list(dict.fromkeys(scheme for scheme, _, _ in kinds if scheme)) or [""]
    types = list(dict.fromkeys(kind for _, kind, _ in kinds if kind)) or [""]
    hosts = tuple(dict.fromkeys(host for _, _, host in kinds if host and "*" not in host))
    return [
        IntentFilter(action, activity, scheme, kind, hosts)
        for action in _names(intent_filter, "action")
        if action and action != _MAIN
        for scheme in schemes
        for kind in types
    ]
