"""Evaluate Indonesian civil servants from the spreadsheets an office already has: exact, explained, the same every time."""

__version__ = "0.1.0"
