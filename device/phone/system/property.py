"""System properties: what `getprop` prints of the embedded phone, as the screens of Settings say it."""

from collections.abc import Iterator, Mapping

from device.error import ConfigError
from device.phone.system.appfunction import FIRST
from device.phone.system.radio import CARRIER

_ID, _INCREMENTAL = "TQ3A.230901.001", "10750268"
_RELEASE, _SDK, _PATCH = "13", "33", "2023-09-05"
_BRAND, _MAKER, _DEVICE, _MODEL = "google", "Google", "oriole", "Pixel 6"
_KIND, _TAGS = "userdebug", "dev-keys"
_DATE, _DATE_S = "Fri Aug  4 00:00:00 UTC 2023", "1691107200"
NUMBER = "TAPWRIGHT0001"
"""The serial number of a phone that nobody gave one of its own."""
_NUMBERS = ("ro.boot.serialno", "ro.serialno")
_CHIP = "gs101"
_BASEBAND = "g5123b-112054-230512-B-10115924"
_OPERATOR, _COUNTRY = "310260", "us"
_ABIS = ("arm64-v8a", "armeabi-v7a", "armeabi")
_FINGERPRINT = f"{_BRAND}/{_DEVICE}/{_DEVICE}:{_RELEASE}/{_ID}/{_INCREMENTAL}:{_KIND}/{_TAGS}"
_PARTITIONS = ("system", "system_ext", "product", "vendor", "odm", "vendor_dlkm", "bootimage")

_BUILD = {
    "ro.build.characteristics": "nosdcard",
    "ro.build.date": _DATE,
    "ro.build.date.utc": _DATE_S,
    "ro.build.description": f"{_DEVICE}-{_KIND} {_RELEASE} {_ID} {_INCREMENTAL} {_TAGS}",
    "ro.build.display.id": _ID,
    "ro.build.fingerprint": _FINGERPRINT,
    "ro.build.flavor": f"{_DEVICE}-{_KIND}",
    "ro.build.id": _ID,
    "ro.build.product": _DEVICE,
    "ro.build.tags": _TAGS,
    "ro.build.type": _KIND,
    "ro.build.version.all_codenames": "REL",
    "ro.build.version.base_os": "",
    "ro.build.version.codename": "REL",
    "ro.build.version.incremental": _INCREMENTAL,
    "ro.build.version.min_supported_target_sdk": "23",
    "ro.build.version.preview_sdk": "0",
    "ro.build.version.release": _RELEASE,
    "ro.build.version.release_or_codename": _RELEASE,
    "ro.build.version.sdk": _SDK,
    "ro.build.version.security_patch": _PATCH,
    "ro.debuggable": "1",
    "ro.secure": "0",
    "ro.adb.secure": "0",
    "ro.allow.mock.location": "0",
    "ro.treble.enabled": "true",
    "ro.vndk.version": _SDK,
    "ro.vendor.build.security_patch": _PATCH,
    "ro.zygote": "zygote64_32",
}
_DEVICE_ITSELF = {
    "ro.baseband": "unknown",
    "ro.board.platform": _CHIP,
    "ro.boot.hardware": _DEVICE,
    "ro.boot.hardware.platform": _CHIP,
    "ro.boot.flash.locked": "0",
    "ro.boot.serialno": NUMBER,
    "ro.boot.verifiedbootstate": "orange",
    "ro.bootmode": "unknown",
    "ro.crypto.state": "encrypted",
    "ro.crypto.type": "file",
    "ro.hardware": _DEVICE,
    "ro.opengles.version": "196610",
    "ro.product.board": _DEVICE,
    "ro.product.brand": _BRAND,
    "ro.product.cpu.abi": _ABIS[0],
    "ro.product.cpu.abilist": ",".join(_ABIS),
    "ro.product.cpu.abilist32": ",".join(_ABIS[1:]),
    "ro.product.cpu.abilist64": _ABIS[0],
    "ro.product.device": _DEVICE,
    "ro.product.first_api_level": "31",
    "ro.product.locale": "en-US",
    "ro.product.manufacturer": _MAKER,
    "ro.product.model": _MODEL,
    "ro.product.name": _DEVICE,
    "ro.revision": "MP1.0",
    "ro.serialno": NUMBER,
    "ro.sf.lcd_density": "420",
    "ro.soc.manufacturer": _MAKER,
    "ro.soc.model": _CHIP.upper(),
}
_DALVIK = {
    "dalvik.vm.appimageformat": "lz4",
    "dalvik.vm.dex2oat-Xms": "64m",
    "dalvik.vm.dex2oat-Xmx": "512m",
    "dalvik.vm.heapgrowthlimit": "256m",
    "dalvik.vm.heapmaxfree": "8m",
    "dalvik.vm.heapminfree": "512k",
    "dalvik.vm.heapsize": "512m",
    "dalvik.vm.heapstartsize": "16m",
    "dalvik.vm.heaptargetutilization": "0.75",
    "dalvik.vm.isa.arm.variant": "generic",
    "dalvik.vm.isa.arm64.variant": "generic",
    "dalvik.vm.usejit": "true",
    "persist.sys.dalvik.vm.lib.2": "libart.so",
}
_RADIO = {
    "gsm.current.phone-type": "1",
    "gsm.network.type": "LTE",
    "gsm.operator.alpha": CARRIER,
    "gsm.operator.iso-country": _COUNTRY,
    "gsm.operator.isroaming": "false",
    "gsm.operator.numeric": _OPERATOR,
    "gsm.sim.operator.alpha": CARRIER,
    "gsm.sim.operator.iso-country": _COUNTRY,
    "gsm.sim.operator.numeric": _OPERATOR,
    "gsm.sim.state": "LOADED",
    "gsm.version.baseband": _BASEBAND,
    "gsm.version.ril-impl": "Samsung S.LSI Vendor RIL",
    "net.bt.name": "Android",
    "ro.telephony.default_network": "27",
}
_RUNNING = {
    "bootreceiver.enable": "1",
    "dev.bootcomplete": "1",
    "init.svc.adbd": "running",
    "init.svc.bootanim": "stopped",
    "init.svc.logd": "running",
    "init.svc.netd": "running",
    "init.svc.servicemanager": "running",
    "init.svc.surfaceflinger": "running",
    "init.svc.vold": "running",
    "init.svc.zygote": "running",
    "init.svc.zygote_secondary": "running",
    "persist.sys.timezone": "UTC",
    "persist.sys.usb.config": "adb",
    "ro.boot.bootreason": "reboot",
    "service.bootanim.exit": "1",
    "sys.boot.reason": "reboot",
    "sys.boot_completed": "1",
    "sys.usb.config": "adb",
    "sys.usb.configfs": "1",
    "sys.usb.state": "adb",
    "sys.user.0.ce_available": "true",
    "vold.has_adoptable": "0",
}


def numbered(properties: Mapping[str, str], number: str) -> dict[str, str]:
    """The same with a serial number, which no state of a phone takes along to another one."""
    return {**properties, **dict.fromkeys(_NUMBERS, number)}


def default_properties() -> dict[str, str]:
    """A Pixel 6 on Android 13, as a user-debug build words it."""
    return {**_BUILD, **dict(_of_partitions()), **_DEVICE_ITSELF, **_DALVIK, **_RADIO, **_RUNNING}


def release_of(properties: Mapping[str, str]) -> int:
    """Which Android it is."""
    return int(properties["ro.build.version.release"].partition(".")[0])


def properties_of(android: int) -> dict[str, str]:
    """Those that another Android than 13 words otherwise: 16, in its second quarterly release.

    Raises ConfigError for any other.
    """
    if android == int(_RELEASE):
        return {}
    if android != FIRST:
        raise ConfigError(f"the embedded phone has no Android {android}", f"It has {_RELEASE} and {FIRST}")
    told = other_properties(str(android), "36", "BP4A.251205.006", "2025-12-05")
    return {**told, "ro.build.version.sdk_full": "36.1"}


def other_properties(release: str, sdk: str, identity: str, patch: str) -> dict[str, str]:
    """Those of the same phone that another Android words otherwise."""
    told = {_RELEASE: release, _SDK: sdk, _ID: identity, _PATCH: patch}
    words = f"{_BRAND}/{_DEVICE}/{_DEVICE}:{release}/{identity}/{_INCREMENTAL}:{_KIND}/{_TAGS}"
    told[_FINGERPRINT] = words
    changed = {
        name: told[value]
        for name, value in default_properties().items()
        if value in told and ("build" in name or name == "ro.vndk.version")
    }
    description = f"{_DEVICE}-{_KIND} {release} {identity} {_INCREMENTAL} {_TAGS}"
    return {**changed, "ro.build.description": description}


def earlier_properties(release: str, sdk: str, identity: str, patch: str) -> dict[str, str]:
    """The same of an earlier Android; what it does not have is empty."""
    return {
        **other_properties(release, sdk, identity, patch), "ro.build.version.release_or_codename": "",
        "ro.build.version.min_supported_target_sdk": "",
    }  # fmt: skip


def _of_partitions() -> Iterator[tuple[str, str]]:
    """What each partition says of its own build; they were all built together."""
    for name in _PARTITIONS:
        build, product = f"ro.{name}.build", f"ro.product.{name}"
        yield f"{build}.date", _DATE
        yield f"{build}.date.utc", _DATE_S
        yield f"{build}.fingerprint", _FINGERPRINT
        yield f"{build}.id", _ID
        yield f"{build}.tags", _TAGS
        yield f"{build}.type", _KIND
        yield f"{build}.version.incremental", _INCREMENTAL
        yield f"{build}.version.release", _RELEASE
        yield f"{build}.version.sdk", _SDK
        yield f"{product}.brand", _BRAND
        yield f"{product}.device", _DEVICE
        yield f"{product}.manufacturer", _MAKER
        yield f"{product}.model", _MODEL
        yield f"{product}.name", _DEVICE
