"""An outcome becomes something to look at: terminal, workbook, page, letters.

In: an Evaluation or a Refusal. Out: text and files. Never: a computed number.
"""
