"""Report → claims, pure and offline: the embedded coder."""
