"""Files become Sheets of columns, exactly as typed, with addresses.

In: paths of workbooks. Out: Sheets, or Findings that a file is unreadable or refused. Never: a judgement about a value.
"""
