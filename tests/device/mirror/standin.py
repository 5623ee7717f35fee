"""A stand-in for the file of scrcpy's server."""

import io
import zipfile

from device.mirror.serverfile import ServerFile


def server_file(version: str = "3.3.4") -> ServerFile:
    """A stand-in for the file: the phone knows it by its main class and its version."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("classes.dex", f"Lcom/genymobile/scrcpy/Server; {version}")
    return ServerFile(out.getvalue(), version)
