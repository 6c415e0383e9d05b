"""Which addresses may be dialled: nobody's feed may make this program talk to the network it runs in.

A name is resolved here and the very address that was judged is dialled, so that a second look-up cannot slip in
another one. A source whose configured address is itself private (127.0.0.1, 10.0.0.5, localhost) may be asked
there; a redirect or a link to another private host may not.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Collection
from urllib.parse import urlsplit

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_TUNNELS = tuple(ipaddress.ip_network(n) for n in ("2002::/16", "2001::/32", "64:ff9b:1::/48", "fec0::/10"))


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet. False for anything that is no address."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if ip in _NAT64:  # how an IPv6-only network reaches IPv4
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
        if any(ip in net for net in _TUNNELS):
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def is_local_name(host: str) -> bool:
    """Whether `host` is a private address, or a name that by its definition stands for this machine."""
    host = host.strip("[]").rstrip(".").lower()
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return not is_public(host)


def permitted(configured: str | None) -> frozenset[str]:
    """Private hosts that may be dialled for a source with this configured address: its own, or none."""
    try:
        host = urlsplit(configured or "").hostname or ""
    except ValueError:
        return frozenset()
    return frozenset({normal(host)}) if is_local_name(host) else frozenset()


def normal(host: str) -> str:
    """One spelling for one host."""
    return host.strip("[]").rstrip(".").lower()


def choose(host: str, addresses: Collection[str], allowed: Collection[str]) -> list[str]:
    """Those of the addresses of `host` that may be dialled, in their order."""
    if normal(host) in allowed:
        return list(addresses)
    return [a for a in addresses if is_public(a)]
