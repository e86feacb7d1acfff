"""Requests to remote stores: one HTTP exchange at a time, with credentials, retries and plain words for what fails.

Credentials come from the environment (RELGRAPH_TOKEN, or RELGRAPH_USER and RELGRAPH_PASSWORD) or from netrc, never from
the command line, and go to the named host only: redirects are not followed. What changes nothing when it is done twice
is tried again after lost connections and answers that ask for patience; every exchange has a deadline.
"""

import base64
import http.client
import netrc
import os
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit
from urllib.request import (
    AbstractDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    Request,
    parse_http_list,
    parse_keqv_list,
)

from relgraph.errors import NetworkError, UsageError

#: Answers after which an exchange may be tried again.
PATIENT = frozenset({429, 502, 503, 504})
TRIES = 4
#: The longest answer that is kept, 4 GB.
MOST = 1 << 32
#: What an answer means and what can be done, for people.
MEANINGS: Mapping[int, tuple[str, str]] = {
    401: ("refuses the credentials", "set RELGRAPH_USER and RELGRAPH_PASSWORD, RELGRAPH_TOKEN, or an entry in netrc"),
    403: ("forbids it", "ask for the right to write there"),
    404: ("has nothing at this address", "check the address, or name the store with --kind"),
    405: ("does not allow this there", "check the address, or name the store with --kind"),
    409: ("says that something stands against it", "look at the graph there, then run it again"),
    413: ("finds a graph too large", "raise the server's limit"),
    415: ("does not take N-Triples", "name the store with --kind"),
    429: ("asks for patience, again and again", "run it again later"),
}


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a server asks for: a token, or user and password; nothing if all are empty."""

    token: str = field(default="", repr=False)
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Response:
    """An answer: its status, its headers with names in small letters, and its body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked: the method, the address, headers and body; `safe` says that doing it twice changes nothing more."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Client:
    """Who asks: the credentials, the deadline of an exchange in seconds, and how to wait between tries."""

    credentials: Credentials = Credentials()
    seconds: float = 600.0
    wait: Callable[[float], None] = time.sleep

    def send(self, ask: Ask) -> Response:
        """Give the answer, whatever its status; raise NetworkError if there is none."""
        for attempt in range(1, TRIES + 1):
            last = attempt == TRIES or not ask.safe
            try:
                found = self._authorized(ask)
            except (OSError, http.client.HTTPException) as error:
                if last or _is_final(error):
                    raise _explain(ask.url, error) from error
                self.wait(2.0 ** (attempt - 2))
                continue
            if found.status not in PATIENT or last:
                return found
            self.wait(_patience(found, attempt))
        raise AssertionError  # the last attempt returns or raises

    def done(self, ask: Ask, *allowed: int) -> Response:
        """Give the answer if it says that all is well, or has an allowed status; else raise NetworkError."""
        found = self.send(ask)
        if 200 <= found.status < 300 or found.status in allowed:
            return found
        raise refused(ask, found)

    def _authorized(self, ask: Ask) -> Response:
        """Ask with the token, if there is one; give user and password when asked for them, in the way asked for."""
        known = self.credentials
        found = _exchange(ask, f"Bearer {known.token}" if known.token else "", self.seconds)
        if found.status != 401 or not known.user:
            return found
        challenge = found.headers.get("www-authenticate", "")
        if "digest" in challenge.casefold():
            return _exchange(ask, _digest(ask, challenge, known), self.seconds)
        pair = base64.b64encode(f"{known.user}:{known.password}".encode()).decode()
        return _exchange(ask, f"Basic {pair}", self.seconds)


def credentials(url: str, environment: Mapping[str, str] | None = None) -> Credentials:
    """Find the credentials for an address; raise UsageError if the address itself carries some."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(url, "is no address of a store", "write it as http://host:port/path")
    if parts.username or parts.password:
        plain = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
        remedy = "set RELGRAPH_USER and RELGRAPH_PASSWORD, or use netrc"
        raise UsageError(plain, "credentials in an address end up in logs", remedy)
    given = os.environ if environment is None else environment
    if given.get("RELGRAPH_TOKEN") or given.get("RELGRAPH_USER"):
        user, password = given.get("RELGRAPH_USER", ""), given.get("RELGRAPH_PASSWORD", "")
        return Credentials(given.get("RELGRAPH_TOKEN", ""), user, password)
    try:
        found = netrc.netrc(given.get("NETRC") or None).authenticators(parts.hostname)
    except FileNotFoundError:
        return Credentials()
    except (netrc.NetrcParseError, OSError) as error:
        raise UsageError("netrc", f"cannot be read ({error})", "mend it") from error
    return Credentials("", found[0], found[2] or "") if found else Credentials()


def refused(ask: Ask, found: Response) -> NetworkError:
    """Say in one line why an answer is not what was asked for."""
    place = _place(ask.url)
    said = " ".join(found.body[:200].decode("utf-8", "replace").split())
    if 300 <= found.status < 400:
        to = found.headers.get("location", "elsewhere")
        return NetworkError(place, f"has moved to {to} ({found.status})", "name that address, if you trust it")
    problem, remedy = MEANINGS.get(found.status, ("failed", "look into the server's log, then run it again"))
    if found.status == 400:
        problem, remedy = "does not understand what was sent", "name the store with --kind"
    return NetworkError(place, f"{problem} ({found.status}{': ' if said else ''}{said[:120]})", remedy)


def _exchange(ask: Ask, authorization: str, seconds: float) -> Response:
    """Send one request and read its answer; whatever takes longer than the deadline is cut off."""
    parts = urlsplit(ask.url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=min(seconds, 60.0))
    headers = {"User-Agent": "relgraph", "Connection": "close", **ask.headers}
    if authorization:
        headers["Authorization"] = authorization
    over = threading.Event()

    def cut() -> None:
        over.set()
        if connection.sock:
            connection.sock.shutdown(socket.SHUT_RDWR)

    watch = threading.Timer(seconds, cut)
    watch.daemon = True
    watch.start()
    try:
        target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        # a server that refuses a body may answer and close before it has read it all
        with suppress(BrokenPipeError, ConnectionResetError):
            connection.request(ask.method, target, ask.body or None, headers)
        answer = connection.getresponse()
        body = answer.read(MOST)
        if over.is_set():
            raise TimeoutError
        return Response(answer.status, {name.lower(): value for name, value in answer.getheaders()}, body)
    except (OSError, http.client.HTTPException, ValueError) as error:
        if over.is_set():
            raise TimeoutError(f"no answer within {seconds:g} s") from error
        raise
    finally:
        watch.cancel()
        connection.close()


def _digest(ask: Ask, challenge: str, known: Credentials) -> str:
    """Answer a digest challenge, by the standard library's arithmetic."""
    passwords = HTTPPasswordMgrWithDefaultRealm()
    passwords.add_password(None, ask.url, known.user, known.password)
    handler = AbstractDigestAuthHandler(passwords)
    asked = challenge[challenge.casefold().index("digest ") + len("digest ") :]
    parsed = parse_keqv_list([part for part in parse_http_list(asked) if "=" in part])
    request = Request(ask.url, method=ask.method)  # noqa: S310 - it is not opened; `credentials` checked the scheme
    said = handler.get_authorization(request, parsed)
    return f"Digest {said}" if said else ""


def _patience(found: Response, attempt: int) -> float:
    """Say how many seconds to wait before the next try: what the server asks for, at most a minute."""
    asked = found.headers.get("retry-after", "")
    return min(float(asked), 60.0) if asked.isdigit() else 2.0 ** (attempt - 2)


def _is_final(error: Exception) -> bool:
    """Say whether a failure will be the same next time."""
    return isinstance(error, ssl.SSLError | socket.gaierror)


def _explain(url: str, error: Exception) -> NetworkError:
    """Say in one line why there was no answer."""
    place = _place(url)
    match error:
        case ssl.SSLCertVerificationError():
            return NetworkError(place, f"its certificate is not trusted ({error.verify_message})", "check the address")
        case ssl.SSLError():
            return NetworkError(place, "speaks no TLS that can be trusted", "check the address, http or https")
        case socket.gaierror():
            return NetworkError(place, "there is no host of this name", "check the address")
        case ConnectionRefusedError():
            return NetworkError(place, "nobody answers there", "start the server, or check the port")
        case TimeoutError():
            return NetworkError(place, "did not answer in time", "run it again; what was sent whole stays")
        case _:
            said = str(error) or type(error).__name__
            return NetworkError(place, f"the connection broke off ({said})", "run it again; what was sent whole stays")


def _place(url: str) -> str:
    """Give the address without its query, for people."""
    return urlunsplit(urlsplit(url)._replace(query="", fragment=""))
