"""Reading a phone's state: settings, databases, files, apps, and checks of them that show their evidence."""
