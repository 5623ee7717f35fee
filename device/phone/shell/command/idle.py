"""deviceidle: the apps that battery saving spares, by `dumpsys deviceidle` and `cmd deviceidle`."""

from device.phone.identity import uid_of
from device.phone.shell.call import Call

_SPARED = "tapwright.deviceidle.whitelist"
"""Property that keeps their packages, as there is no service to do so."""


def deviceidle(call: Call, args: list[str]) -> int:
    """`whitelist` lists them; `whitelist +PACKAGE -PACKAGE ...` adds and takes away."""
    if args[:1] not in (["whitelist"], ["except-idle-whitelist"]):
        return 0
    spared = call.phone.properties.get(_SPARED, "").split()
    for word in args[1:]:
        sign, package = word[:1], word[1:]
        if sign not in ("+", "-"):
            call.line(f"Package must be prefixed with +, -, or =: {word}")
            return 255
        if call.phone.packages.get(package) is None:
            call.line(f"Unknown package: {package}")
        elif sign == "+":
            spared = sorted({*spared, package})
            call.line(f"Added: {package}")
        else:
            spared = [name for name in spared if name != package]
            call.line(f"Removed: {package}")
    call.phone.properties[_SPARED] = " ".join(spared)
    if len(args) == 1:
        for package in spared:
            installed = call.phone.packages.get(package)
            if installed is not None:
                call.line(f"user,{package},{uid_of(package)}")
    return 0
