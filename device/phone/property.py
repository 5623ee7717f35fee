"""System properties: what `getprop` prints of the embedded phone."""


def default_properties() -> dict[str, str]:
    """A Pixel 6 on Android 13, as the emulator's user-debug build words it."""
    return {
        "ro.build.characteristics": "phone",
        "ro.build.fingerprint": "google/oriole/oriole:13/TQ3A.230805.001/10316531:userdebug/dev-keys",
        "ro.build.id": "TQ3A.230805.001",
        "ro.build.type": "userdebug",
        "ro.build.version.release": "13",
        "ro.build.version.sdk": "33",
        "ro.build.version.security_patch": "2023-08-05",
        "ro.debuggable": "1",
        "ro.hardware": "tapwright",
        "ro.product.brand": "google",
        "ro.product.cpu.abi": "arm64-v8a",
        "ro.product.cpu.abilist": "arm64-v8a,armeabi-v7a",
        "ro.product.device": "oriole",
        "ro.product.locale": "en-US",
        "ro.product.manufacturer": "Google",
        "ro.product.model": "Pixel 6",
        "ro.product.name": "oriole",
        "ro.secure": "0",
        "ro.serialno": "TAPWRIGHT0001",
        "ro.sf.lcd_density": "420",
        "persist.sys.timezone": "UTC",
        "sys.boot_completed": "1",
        "dev.bootcomplete": "1",
        "init.svc.adbd": "running",
        "init.svc.bootanim": "stopped",
    }
