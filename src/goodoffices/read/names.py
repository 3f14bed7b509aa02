"""What reports are called when nobody named them: the file's stem, or host and path of the address."""

from __future__ import annotations

from hashlib import sha256
from pathlib import PurePath
from urllib.parse import urlsplit

# Longer ids wrap in tables; the hash keeps them apart.
_LONGEST_ID = 100
_ENDINGS = (".warc.gz", ".gz")


def id_of_file(path: PurePath) -> str:
    """The file's name without its ending ("a.warc.gz" → "a")."""
    for ending in _ENDINGS:
        if path.name.lower().endswith(ending):
            return PurePath(path.name[: -len(ending)]).stem
    return path.stem


def id_of_url(url: str) -> str:
    """Host and path of an address; what makes it too long is replaced by a hash."""
    parts = urlsplit(url)
    name = f"{parts.hostname or ''}{parts.path.rstrip('/')}" or url
    if not parts.query and len(name) <= _LONGEST_ID:
        return name
    return f"{name[:_LONGEST_ID]}-{sha256(url.encode()).hexdigest()[:10]}"
