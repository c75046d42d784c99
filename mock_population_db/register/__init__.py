"""The register itself: the only rooms that write people, births and read marks.

``lookups`` answers, ``births``, ``residences`` and ``insurance`` write, ``overlay``
keeps worlds apart, ``reads`` remembers who looked.
"""
