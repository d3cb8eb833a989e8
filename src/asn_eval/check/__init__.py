"""Sheets become a Dossier of typed columns, or Findings with their cells.

In: Sheets and the Rulebook. Out: one Dossier. Never: opening a file; deciding what a measure is worth.
"""
