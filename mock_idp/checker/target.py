"""The relying party under check, as whoever checks it describes it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """The relying party.

    Attributes:
        login: the address where a sign-in begins.
        good: what a page says when somebody is signed in.
        client_id: its name at the e-ID; none: it registers itself, and any is meant.
        home: a page that shows the session; found out when not given.
        logout: its own address for signing out.
        refresh: its own address that refreshes the tokens of the session.
        initiate: its ``initiate_login_uri``.
        frontchannel: its ``frontchannel_logout_uri``.
        wait: seconds it may take to start.
    """

    login: str
    good: str
    client_id: str | None
    home: str | None = None
    logout: str | None = None
    refresh: str | None = None
    initiate: str | None = None
    frontchannel: str | None = None
    wait: float = 10.0

    def addresses(self) -> dict[str, str]:
        """Return every address of the relying party that was given, by its name."""
        names = ("login", "home", "logout", "refresh", "initiate", "frontchannel")
        return {name: getattr(self, name) for name in names if getattr(self, name)}
