"""Claims, and lines coded by hand, to records: pure functions, usable for one report or for a whole process."""
