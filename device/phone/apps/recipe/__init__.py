"""Broccoli: a collection of recipes."""

from device.phone.apps.recipe.broccoli import Broccoli

APPS = (Broccoli,)
