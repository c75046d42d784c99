"""Brings every room's tables to the current schema, then the durable engine's own.

The database is named by ``config.attributes["database_url"]``. Two processes may do
this at once: one waits for the other.
"""

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext

from portal import clock as _clock  # noqa: F401 - its table
from portal.agency import models as _agency  # noqa: F401
from portal.auth import models as _auth  # noqa: F401
from portal.db import Base, UtcDateTime, make_engine
from portal.documents import models as _documents  # noqa: F401
from portal.dossiers import models as _dossiers  # noqa: F401
from portal.notifications import models as _notifications  # noqa: F401
from portal.work import models as _work  # noqa: F401
from portal.work.engine import prepare

ADVISORY_LOCK = 7_063_2024  # Nghị định 63/2024: any number that nobody else uses


def own_tables(
    thing: object,
    name: str | None,
    kind: str,
    reflected: bool,  # noqa: FBT001 - Alembic passes it so
    compared: object,
) -> bool:
    """Leave the tables of the durable engine alone; it keeps them itself."""
    del thing, compared
    return not (kind == "table" and reflected and name not in Base.metadata.tables)


def render(kind: str, thing: object, autogen: AutogenContext) -> str | bool:
    """Write our own types as plain SQLAlchemy, so that migrations never import them."""
    del autogen
    if kind == "type" and isinstance(thing, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def main() -> None:
    url = context.config.attributes["database_url"]
    engine = make_engine(url)
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(ADVISORY_LOCK)))
        else:
            connection.execute(sa.text("SELECT 1"))  # begins, and waits for its turn
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            include_object=own_tables,
            render_item=render,
            render_as_batch=connection.dialect.name == "sqlite",
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()
    engine.dispose()
    prepare(url)


main()
