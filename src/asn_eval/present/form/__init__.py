"""The empty workbook a clerk fills in, its guide, and the worked example of invented people."""
