"""Tables become a terminal: wide or narrow, coloured or not, in blocks that fit."""
