"""One person's result walked back: cells, measures, ratings, points, awards and career, line by line."""
