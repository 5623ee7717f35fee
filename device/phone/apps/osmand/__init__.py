"""OsmAnd: a map, search, favorites, markers and tracks."""

from device.phone.apps.osmand.osmand import OsmAnd

APPS = (OsmAnd,)
