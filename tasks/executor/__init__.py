"""Where workers run: processes of this machine, or a Ray cluster; the runner knows neither."""
