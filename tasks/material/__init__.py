"""What tasks put on a phone and ask for: people, notes, tables, files, pictures, films, drawn by a seed."""
