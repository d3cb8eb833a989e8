"""What came out, as tables: the ranking and its summary, proposals, training, placement, talent, careers, and the whole result."""
