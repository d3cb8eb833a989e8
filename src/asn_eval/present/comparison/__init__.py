"""Two periods side by side: rule changes first, then people, moves and trends, for the screen and for files."""
