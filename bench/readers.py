"""Readers of a website, in a process of their own: each asks for page after page over a connection kept open.

In: a JSON plan on standard input (`address`, `seconds`, `pause`, and per reader `cookie` and `paths`). Out: a JSON list
of [path, milliseconds until the last byte]. Started by `bench.web` as `python -m bench.readers`.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from typing import Any
from urllib.parse import urlsplit

Taken = list[tuple[str, float]]


async def let_in(plan: dict[str, Any]) -> Taken:
    """Let all readers of a plan in at once."""
    taken: Taken = []
    until = time.monotonic() + plan["seconds"]
    await asyncio.gather(*(_read(plan, number, until, taken) for number in range(len(plan["readers"]))))
    return taken


async def _read(plan: dict[str, Any], number: int, until: float, taken: Taken) -> None:
    place, reader = urlsplit(plan["address"]), plan["readers"][number]
    chance = random.Random(number)
    incoming, outgoing = await asyncio.open_connection(place.hostname, place.port)
    if plan["pause"]:
        await asyncio.sleep(chance.random() * plan["pause"])  # people do not come all in the same moment
    while True:  # also who comes when time is up asks once
        path = chance.choice(reader["paths"])
        start = time.perf_counter()
        outgoing.write(
            f"GET {path} HTTP/1.1\r\nHost: {place.netloc}\r\nCookie: {reader['cookie']}\r\n"
            "Accept-Encoding: gzip\r\n\r\n".encode()
        )
        await _swallow(incoming, path)
        taken.append((path, (time.perf_counter() - start) * 1000))
        if plan["pause"]:
            await asyncio.sleep(chance.uniform(0.5, 1.5) * plan["pause"])
        if time.monotonic() >= until:
            break
    outgoing.close()


async def _swallow(incoming: asyncio.StreamReader, path: str) -> None:
    """Read an answer to its last byte; raises where it is not the page."""
    head = (await incoming.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    if not head.startswith("http/1.1 200"):
        raise RuntimeError(f"{path}: {head.partition(chr(13))[0]}")
    length = next(line for line in head.split("\r\n") if line.startswith("content-length:"))
    await incoming.readexactly(int(length.partition(":")[2]))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(let_in(json.load(sys.stdin)))))
