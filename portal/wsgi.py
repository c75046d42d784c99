"""For another WSGI server: ``portal.wsgi:app``, with settings from PORTAL_*.

Run ``lienthong db upgrade`` first; this module only serves.
"""

from portal import log
from portal.app import create_app

log.set_up()
app = create_app()
