"""Standings and facts against requirements become proposals with reasons.

In: Scores, Standings, People and the Rulebook. Out: grades, awards. Never: a silent choice among equals; a no from an empty cell.
"""
