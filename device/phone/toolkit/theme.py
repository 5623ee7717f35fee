"""The phone's Material 3 theme: colours by role, light and dark, and the type scale."""

from functools import lru_cache

Colour = tuple[int, int, int, int]
"""Red, green, blue, opacity; 0-255 each."""

_ROLES = {
    # role: (light, dark)
    "primary": ("#415F91", "#AAC7FF"),
    "on_primary": ("#FFFFFF", "#0A305F"),
    "primary_container": ("#D6E3FF", "#284777"),
    "on_primary_container": ("#284777", "#D6E3FF"),
    "secondary": ("#565F71", "#BEC6DC"),
    "on_secondary": ("#FFFFFF", "#283141"),
    "secondary_container": ("#DAE2F9", "#3E4759"),
    "on_secondary_container": ("#3E4759", "#DAE2F9"),
    "tertiary": ("#705575", "#DDBCE0"),
    "on_tertiary": ("#FFFFFF", "#3F2844"),
    "tertiary_container": ("#FAD8FD", "#573E5C"),
    "on_tertiary_container": ("#573E5C", "#FAD8FD"),
    "error": ("#BA1A1A", "#FFB4AB"),
    "on_error": ("#FFFFFF", "#690005"),
    "error_container": ("#FFDAD6", "#93000A"),
    "on_error_container": ("#93000A", "#FFDAD6"),
    "surface": ("#F9F9FF", "#111318"),
    "on_surface": ("#191C20", "#E2E2E9"),
    "on_surface_variant": ("#44474E", "#C4C6D0"),
    "surface_variant": ("#E0E2EC", "#44474E"),
    "surface_dim": ("#D9D9E0", "#111318"),
    "surface_bright": ("#F9F9FF", "#37393E"),
    "surface_container_lowest": ("#FFFFFF", "#0C0E13"),
    "surface_container_low": ("#F3F3FA", "#191C20"),
    "surface_container": ("#EDEDF4", "#1D2024"),
    "surface_container_high": ("#E7E8EE", "#282A2F"),
    "surface_container_highest": ("#E2E2E9", "#33353A"),
    "outline": ("#74777F", "#8E9099"),
    "outline_variant": ("#C4C6D0", "#44474E"),
    "inverse_surface": ("#2E3036", "#E2E2E9"),
    "inverse_on_surface": ("#F0F0F7", "#2E3036"),
    "inverse_primary": ("#AAC7FF", "#415F91"),
    "scrim": ("#000000", "#000000"),
    "shadow": ("#000000", "#000000"),
    # not Material's: calls, and the grounds of app icons and avatars
    "success": ("#146C2E", "#6DD58C"),
    "on_success": ("#FFFFFF", "#0A3818"),
    "app_blue": ("#1A73E8", "#1A73E8"),
    "app_sky": ("#4FA3F7", "#4FA3F7"),
    "app_teal": ("#00897B", "#00897B"),
    "app_green": ("#1E8E3E", "#1E8E3E"),
    "app_yellow": ("#F9AB00", "#F9AB00"),
    "app_orange": ("#E8710A", "#E8710A"),
    "app_red": ("#D93025", "#D93025"),
    "app_pink": ("#D01884", "#D01884"),
    "app_purple": ("#8430CE", "#8430CE"),
    "app_indigo": ("#3F51B5", "#3F51B5"),
    "app_brown": ("#795548", "#795548"),
    "app_grey": ("#5F6368", "#5F6368"),
    "app_white": ("#FFFFFF", "#FFFFFF"),
    "app_black": ("#202124", "#202124"),
}
ROLES = tuple(_ROLES)

_STYLES = {
    # name: (size sp, weight, line height sp)
    "display_large": (57.0, 400, 64.0),
    "display_medium": (45.0, 400, 52.0),
    "display_small": (36.0, 400, 44.0),
    "headline_large": (32.0, 400, 40.0),
    "headline_medium": (28.0, 400, 36.0),
    "headline_small": (24.0, 400, 32.0),
    "title_large": (22.0, 400, 28.0),
    "title_medium": (16.0, 500, 24.0),
    "title_small": (14.0, 500, 20.0),
    "body_large": (16.0, 400, 24.0),
    "body_medium": (14.0, 400, 20.0),
    "body_small": (12.0, 400, 16.0),
    "label_large": (14.0, 500, 20.0),
    "label_medium": (12.0, 500, 16.0),
    "label_small": (11.0, 500, 16.0),
}
STYLES = tuple(_STYLES)


@lru_cache(maxsize=1024)
def resolve(colour: str, dark: bool) -> Colour:
    """A role, "#RRGGBB", "#AARRGGBB", or "" and "transparent", as numbers."""
    if colour in ("", "transparent"):
        return (0, 0, 0, 0)
    literal = colour if colour.startswith("#") else _ROLES[colour][dark]
    digits = literal[1:].rjust(8, "F") if len(literal) == 7 else literal[1:]
    if len(digits) != 8:
        raise ValueError(f"not a colour: {colour!r}")
    alpha, red, green, blue = bytes.fromhex(digits)
    return (red, green, blue, alpha)


@lru_cache(maxsize=256)
def type_style(name: str) -> tuple[float, int, float]:
    """Text size in sp, weight and line height in sp of a style; "24/400/32" says them outright."""
    found = _STYLES.get(name)
    if found is not None:
        return found
    size, weight, line = name.split("/")
    return float(size), int(weight), float(line)
