"""Looking at a phone: picture, UI tree and what is in front, once the screen has come to rest."""
