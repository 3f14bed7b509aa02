"""An address → bytes: the only code that goes out for reports.

Only http and https, and only to public addresses: the host is looked up once, every address it has must be public,
and the connection goes to the address that was checked, so that a name cannot mean something else a moment later.
The same holds for each of at most five redirects. No credentials, no proxy, no cookies; size and time are limited.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx

from goodoffices.errors import FetchRefused
from goodoffices.read.limits import LARGEST_FILE, LONGEST_WAIT, MOST_REDIRECTS
from goodoffices.read.names import id_of_url
from goodoffices.read.readings import Item

_TYPES = (
    "text/",
    "application/xhtml+xml",
    "application/pdf",
    "application/rss+xml",
    "application/atom+xml",
    "application/xml",
    "application/warc",
    "application/gzip",
    "application/x-gzip",
)
# Addresses that carry an IPv4 address inside, which would go round the check of that one: NAT64, 6to4, Teredo.
_CARRIERS = tuple(ipaddress.ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32"))
_AGENT = "goodoffices (reads single pages for a person)"


@dataclass(frozen=True, slots=True)
class _Rules:
    allow_private: bool
    seconds: float
    until: float


def fetch_item(url: str, *, allow_private: bool = False, seconds: float = LONGEST_WAIT) -> Item:
    """Fetch one page; raises FetchRefused naming the address and the reason. `allow_private` is for tests only."""
    rules = _Rules(allow_private, seconds, time.monotonic() + seconds)
    seen = [url]
    while True:
        answer = _ask(seen[-1], rules)
        if isinstance(answer, Item):
            return answer
        if answer in seen:
            raise FetchRefused(f"{url}: redirects in a circle ({' → '.join([*seen, answer])}); give the final address")
        if len(seen) > MOST_REDIRECTS:
            raise FetchRefused(f"{url}: redirects more than {MOST_REDIRECTS} times; give the final address")
        seen.append(answer)


def _ask(url: str, rules: _Rules) -> Item | str:
    """Ask once: the page, or the address it redirects to."""
    parsed = _check_url(url)
    address = _resolve(parsed, rules.allow_private)
    with _named_failures(url, rules.seconds), _client() as client:
        request = client.build_request(
            "GET",
            parsed.copy_with(host=address),
            headers={"Host": parsed.netloc.decode("ascii")},
            extensions={"sni_hostname": parsed.host},
        )
        answer = client.send(request, stream=True)
        try:
            return _read_answer(url, answer, rules)
        finally:
            answer.close()


def _client() -> httpx.Client:
    headers = {"User-Agent": _AGENT, "Accept": "text/html, text/plain, */*;q=0.5"}
    return httpx.Client(timeout=httpx.Timeout(LONGEST_WAIT / 3), headers=headers, trust_env=False)


@contextmanager
def _named_failures(url: str, seconds: float) -> Iterator[None]:
    try:
        yield
    except httpx.TimeoutException as problem:
        raise _too_slow(url, seconds) from problem
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as problem:
        raise FetchRefused(f"{url}: cannot be reached ({problem}); check the address and the network") from problem


def _check_url(url: str) -> httpx.URL:
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL as problem:
        raise FetchRefused(f"{url}: is no address ({problem}); give one like https://example.org/report") from problem
    if parsed.userinfo:
        raise FetchRefused(f"{parsed.host}: the address holds a name or password; give it without them")
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise FetchRefused(f"{url}: only http and https addresses are fetched; save the report and give the file")
    return parsed


def _resolve(parsed: httpx.URL, allow_private: bool) -> str:
    """The one address of a host that is connected to; every address it has must be public."""
    try:
        found = socket.getaddrinfo(parsed.host, parsed.port or parsed.scheme, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as problem:
        raise FetchRefused(f"{parsed}: the host is not known ({problem}); check the address") from problem
    addresses = [str(entry[4][0]) for entry in found]
    private = next((address for address in addresses if not is_public(address)), None)
    if private and not allow_private:
        raise FetchRefused(
            f"{parsed}: leads to {private}, which is not a public address; save the page and give the file"
        )
    # IPv4 first: where a machine has no IPv6 route, its IPv6 addresses only cost the wait.
    return min(addresses, key=lambda address: ":" in address)


def is_public(address: str) -> bool:
    """Whether an address is one of the open internet, and not private, local, reserved or a carrier of such."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return is_public(str(ip.ipv4_mapped))
        if any(ip in carrier for carrier in _CARRIERS):
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _read_answer(url: str, answer: httpx.Response, rules: _Rules) -> Item | str:
    if answer.has_redirect_location:
        return str(httpx.URL(url).join(answer.headers["Location"]))
    if answer.status_code != httpx.codes.OK:
        raise FetchRefused(f"{url}: the server answers {answer.status_code}; check the address in a browser")
    media_type = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if media_type and not media_type.startswith(_TYPES):
        raise FetchRefused(f"{url}: is {media_type}; only text, HTML, PDF, feeds and WARC are read")
    return Item(
        name=url,
        id=id_of_url(url),
        raw=_read_body(url, answer, rules),
        media_type=media_type,
        charset=answer.charset_encoding,
        url=url,
        retrieved=datetime.now(UTC),
    )


def _read_body(url: str, answer: httpx.Response, rules: _Rules) -> bytes:
    parts: list[bytes] = []
    size = 0
    for part in answer.iter_bytes():
        size += len(part)
        parts.append(part)
        if size > LARGEST_FILE:
            raise FetchRefused(
                f"{url}: is larger than {LARGEST_FILE / 1e6:.0f} MB; save what you need and give the file"
            )
        if time.monotonic() > rules.until:
            raise _too_slow(url, rules.seconds)
    return b"".join(parts)


def _too_slow(url: str, seconds: float) -> FetchRefused:
    return FetchRefused(
        f"{url}: did not arrive within {seconds:g} seconds; try again or save the page and give the file"
    )
