"""Who stands at the emission points: first what goes wrong, then the journal."""

from typing import Any

from mock_idp.control.exchanges import CURRENT
from mock_idp.control.scenarios import Scenarios
from mock_idp.oidc.emission import About, Kind


class Saying:
    """Passes everything on as scenarios leave it, and notes it in the exchange."""

    def __init__(self, scenarios: Scenarios) -> None:
        self._scenarios = scenarios

    def __call__(self, kind: Kind, value: Any, about: About) -> Any:  # noqa: ANN401 - as Emit
        """Return what is really said."""
        exchange = CURRENT.get()
        if exchange is None:
            return value
        if exchange.own or exchange.fired or not self._scenarios.is_quiet:
            value = self._scenarios.say(kind, value, about)
        exchange.said.append((kind, value, about))
        return value
