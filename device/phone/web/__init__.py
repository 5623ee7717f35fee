"""Web pages inside the phone: HTML parsed, scripts run in an engine of their own, boxes laid out."""
