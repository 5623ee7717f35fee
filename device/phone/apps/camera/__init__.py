"""Camera: photos, videos and panoramas, as AOSP's camera takes them."""

from device.phone.apps.camera.camera import CameraApp

APPS = (CameraApp,)
