"""The mail server, from EMAIL_URL."""

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend

TIMEOUT = 20  # seconds
PORTS = {"smtp": 25, "smtps": 465, "submission": 587}


def is_set() -> bool:
    """Has the operator named a mail server?"""
    return bool(settings.EMAIL_URL)


def connection() -> EmailBackend:
    """A connection to the mail server, not opened yet. Raises ValueError for an address that is none."""
    return EmailBackend(**parse(settings.EMAIL_URL), timeout=TIMEOUT)


def parse(url: str) -> dict[str, object]:
    """Options of the connection from smtp://user:password@host:port.

    smtp (25) speaks plain, for a server on the same machine; submission (587) insists on STARTTLS; smtps (465) on TLS
    from the first byte. User and password are percent-encoded. Raises ValueError for anything else.
    """
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError("EMAIL_URL must read smtp://, submission:// or smtps://user:password@host:port")
    return {
        "host": parts.hostname,
        "port": parts.port or PORTS[parts.scheme],
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_tls": parts.scheme == "submission",
        "use_ssl": parts.scheme == "smtps",
    }
