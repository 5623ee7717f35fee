"""What outlasts a run: what the person told, what they said when asked, what runs showed of apps."""
