"""Tables become files: workbooks, csv, parquet and JSON, written whole or not at all, and the clerk's own workbook marked."""
