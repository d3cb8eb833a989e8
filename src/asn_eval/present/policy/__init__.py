"""The rulebook and the law in words: what holds, for whom, and on whose authority."""
