"""A stand-in for the server's jar."""

import zipfile
from io import BytesIO


def server_jar() -> bytes:
    """What the embedded phone takes for it."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("classes.dex", "Lcom/wetest/uia2/Main;")
    return out.getvalue()
