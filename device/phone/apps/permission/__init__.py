"""The dialogs that ask for permissions."""

from device.phone.apps.permission.permission import PermissionController

APPS = (PermissionController,)
