"""Records to states, as of a date and as known on a date: pure functions, each conclusion by a named rule."""
