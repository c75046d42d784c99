"""Keys of the hashes: one per purpose, so that no draw repeats another."""

from enum import IntEnum, auto

from mock_population_db.nation.mixing import Lane, chain, mix


class Purpose(IntEnum):
    """What a draw is for."""

    MIGRATION = auto()
    KINSHIP = auto()
    SERIAL = auto()
    DAY = auto()
    FIRST_DAY = auto()
    COMMUNE = auto()
    PERSON = auto()
    GIVEN = auto()
    MIDDLE = auto()
    FAMILY = auto()
    ETHNICITY = auto()
    BIRTHPLACE = auto()
    WEDDING = auto()
    DEATH = auto()
    SAMPLE = auto()


class Keys:
    """The keys of one nation."""

    def __init__(self, seed: int) -> None:
        keys = [chain(seed, purpose) for purpose in range(len(Purpose) + 1)]
        self._keys = tuple(keys)

    def of(self, purpose: Purpose, cell: Lane) -> Lane:
        """Return the key of a cell for a purpose."""
        return mix(cell ^ self._keys[purpose])
