"""The root of everything the portal can complain about."""


class PortalError(Exception):
    """Something the portal cannot do; each child says what and why."""
