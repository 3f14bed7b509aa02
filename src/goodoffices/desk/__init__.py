"""The use cases: the only place where rooms meet, and where a transaction begins and ends."""
