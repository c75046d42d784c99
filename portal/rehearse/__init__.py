"""A rehearsal: citizen and officers play a procedure through the real pages.

It knows pages, not procedures: it follows links and sends forms that are there, and
stops at the first thing over which a person would stumble.
"""

from portal.rehearse.play import rehearse

__all__ = ["rehearse"]
