"""What the law says and what the office chose, as data.

In: YAML text. Out: a frozen Rulebook, or Findings that name a line and a key path. Never: anything about a person or a file of scores.
"""
