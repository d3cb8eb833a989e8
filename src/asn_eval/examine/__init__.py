"""How far the result can be trusted, and how one person's number came about.

In: an Evaluation. Out: counts, spreads, distributions, explanations. Never: a changed result.
"""
