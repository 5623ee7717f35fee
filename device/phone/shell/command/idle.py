"""deviceidle: the apps that battery saving spares, by `dumpsys deviceidle` and `cmd deviceidle`."""

from device.phone.shell.call import Call
from device.phone.system.identity import uid_of
from device.phone.system.idle import spare, spared


def deviceidle(call: Call, args: list[str]) -> int:
    """`whitelist` lists them; `whitelist +PACKAGE -PACKAGE ...` adds and takes away; else how it sleeps."""
    if not args:
        now = call.phone.hardware
        call.line(f"  mLightEnabled=true  mDeepEnabled=true\n  mScreenOn={str(not now.asleep).lower()}")
        call.line(f"  mCharging={str(now.charger).lower()}\n  mState=ACTIVE mLightState=ACTIVE")
    if args[:1] not in (["whitelist"], ["except-idle-whitelist"]):
        return 0
    for word in args[1:]:
        sign, package = word[:1], word[1:]
        if sign not in ("+", "-"):
            call.line(f"Package must be prefixed with +, -, or =: {word}")
            return 255
        if call.phone.packages.get(package) is None:
            call.line(f"Unknown package: {package}")
        else:
            spare(call.phone, package, sign == "+")
            call.line(f"{'Added' if sign == '+' else 'Removed'}: {package}")
    if len(args) == 1:
        for package in spared(call.phone):
            installed = call.phone.packages.get(package)
            if installed is not None:
                call.line(f"user,{package},{uid_of(package)}")
    return 0
