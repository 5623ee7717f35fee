"""Pages of apps in 14 languages, by somebody who had not seen the guard: what it holds of their buttons."""
