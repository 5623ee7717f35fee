"""Colours of the shade: it is darker than the pages of apps, its cards are lighter."""

GROUND = "surface_dim"
CARD = "surface_bright"
TILE_OFF = "surface_bright"
TILE_ON = "primary_container"
ON_TILE_OFF = "on_surface"
ON_TILE_ON = "on_primary_container"
