"""Measurements against peers and floors; run them with `python -m bench`."""
