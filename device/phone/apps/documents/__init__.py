"""Files: choosing, saving and looking at documents."""

from device.phone.apps.documents.documents import Documents

APPS = (Documents,)
