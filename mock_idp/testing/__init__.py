"""The mock e-ID inside a test: tenants, sign-ins, phones, faults, time, a journal.

``with MockIdp() as idp: tenant = idp.new_tenant()`` gives a whole provider of its own
without a socket; ``idp.serve()`` gives the tenants that follow a real address. With
pytest, ask for the fixtures ``mock_idp`` or ``mock_idp_server`` instead.
"""

from mock_idp.testing.embedded import MockIdp
from mock_idp.testing.journal import Entry
from mock_idp.testing.orders import BadOrder
from mock_idp.testing.server import serving
from mock_idp.testing.signing_in import SignInRefused
from mock_idp.testing.tenant import Tenant
from mock_idp.testing.tokens import Tokens

__all__ = [
    "BadOrder",
    "Entry",
    "MockIdp",
    "SignInRefused",
    "Tenant",
    "Tokens",
    "serving",
]
