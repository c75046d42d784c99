"""What can go wrong when the portal asks another system.

The transport (:mod:`portal.clients.http`) raises a ``Neighbour…`` error; each
client turns it into its own system's error, so that a caller catches what it can
name: the register, an agency.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from portal.errors import PortalError

OutageKind = Literal["down", "slow", "rubbish", "refused"]


class NeighbourError(PortalError):
    """Another system did not give what was asked."""


class NeighbourDown(NeighbourError):  # noqa: N818 - named after what happened
    """The system cannot be reached, or says itself that it is not working."""


class NeighbourTimedOut(NeighbourDown):
    """The system did not answer in time."""


class NeighbourRefused(NeighbourError):  # noqa: N818 - named after what happened
    """The system understood the request and said no.

    Attributes:
        status: the HTTP status.
        code: the stable code of its problem document.
        detail: the reason, as the system words it.
        problem: the whole problem document.
    """

    def __init__(self, status: int, problem: Mapping[str, Any]) -> None:
        self.status = status
        self.problem = dict(problem)
        self.code = str(problem.get("code", ""))
        self.detail = str(problem.get("detail", ""))
        super().__init__(f"{status} {self.code}: {self.detail}")


class NeighbourRubbish(NeighbourError):  # noqa: N818 - named after what happened
    """The system answered something that nobody can use."""


class RegisterError(PortalError):
    """The population register did not give what was asked.

    Attributes:
        kind: what a page may say about it.
        since: when the register stopped answering well, by the caller's clock.
    """

    kind: OutageKind = "down"

    def __init__(self, reason: str = "", *, since: datetime | None = None) -> None:
        super().__init__(reason)
        self.since = since


class RegisterDown(RegisterError):  # noqa: N818 - named after what happened
    """The register cannot be reached or is not working; asking again may help."""


class RegisterSlow(RegisterDown):
    """The register did not answer in time; asking again may help."""

    kind: OutageKind = "slow"


class RegisterRubbish(RegisterError):  # noqa: N818 - named after what happened
    """The register's answer does not have the agreed shape."""

    kind: OutageKind = "rubbish"


class RegisterRefused(RegisterError):  # noqa: N818 - named after what happened
    """The register said no; asking the same again will not help.

    Attributes:
        status: the HTTP status.
        code: the stable code of the reason, for example ``duplicate_birth``.
        detail: the reason in Vietnamese.
    """

    kind: OutageKind = "refused"

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(f"{status} {code}: {detail}")
        self.status = status
        self.code = code
        self.detail = detail


class PersonNotFound(RegisterRefused):
    """The register holds nobody with this personal number."""


class NoticeNotFound(RegisterRefused):
    """The register holds no birth notice (giấy chứng sinh) with this code."""


class AgencyError(PortalError):
    """An agency did not take a delivery."""


class AgencyDown(AgencyError):  # noqa: N818 - named after what happened
    """The agency cannot be reached or is not working; sending again may help."""


class AgencyRefused(AgencyError):  # noqa: N818 - named after what happened
    """The agency said no; sending the same again will not help."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(f"{status} {code}: {detail}")
        self.status = status
        self.code = code
        self.detail = detail


class AgencyRubbish(AgencyError):  # noqa: N818 - named after what happened
    """The agency answered something that is no receipt."""
