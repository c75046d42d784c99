"""Finding people without knowing their number, and keeping one for a test.

``criteria`` is the vocabulary of a question; ``search`` answers it page by page, over
the nation and over what has changed in the world; ``named`` knows everybody of a name
and day of birth, nationwide; ``reservations`` keeps people for tests.
"""
