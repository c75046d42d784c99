"""The registered relying parties of one provider."""

import threading
from collections.abc import Iterable

from mock_idp.oidc.clients.client import Client

MOST_CLIENTS = 10_000


class Clients:
    """Relying parties by their id; those from the settings come back on a reset."""

    def __init__(self, clients: Iterable[Client]) -> None:
        self._first = {client.client_id: client for client in clients}
        self._clients = dict(self._first)
        self._lock = threading.Lock()

    def find(self, client_id: str | None) -> Client | None:
        """Return a client, or nothing when nobody registered under this id."""
        return self._clients.get(client_id) if client_id else None

    def all(self) -> tuple[Client, ...]:
        """Return every client."""
        return tuple(self._clients.values())

    def put(self, client: Client) -> None:
        """Register a client, or replace what was registered under its id.

        Raises:
            ValueError: when there are too many.
        """
        with self._lock:
            if client.client_id not in self._clients and (
                len(self._clients) >= MOST_CLIENTS
            ):
                raise ValueError(f"no more than {MOST_CLIENTS} clients can register")
            self._clients = {**self._clients, client.client_id: client}

    def remove(self, client_id: str) -> Client | None:
        """Forget a client and return it."""
        with self._lock:
            remaining = dict(self._clients)
            removed = remaining.pop(client_id, None)
            self._clients = remaining
        return removed

    def reset(self) -> None:
        """Return to the clients of the settings."""
        with self._lock:
            self._clients = dict(self._first)
