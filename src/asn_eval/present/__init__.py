"""An outcome becomes something to look at: terminal, workbook, page, letters.

In: an Evaluation or a Refusal. Out: text and files. Never: a computed number.

``outcome`` makes its tables, ``person`` explains one result, ``policy`` tells the rules, ``comparison`` sets two periods side by side,
``form`` makes what clerks fill in; ``screens`` and ``files`` show what these made; ``wording`` has every sentence.
"""
