"""Writes down who lives in three nations: `python -m tests....nation.golden`.

Run it after a change of tables or of the algorithm, never to silence a difference
between machines: a difference there is a fault.
"""

import hashlib
import json
from pathlib import Path

import numpy as np

from tests.mock_population_db.nation.nations import SIZES, nation

PATH = Path(__file__).with_name("golden.json")
_STEPS = 4_000


def vector(size: int) -> dict[str, str]:
    """Return the digest of a nation and of the facts of 4,000 of its people."""
    country = nation(size)
    indices = np.arange(_STEPS) * (country.capacity - 1) // (_STEPS - 1)
    facts = country.batch(indices)
    total = hashlib.sha256()
    for name in ("number", "date_of_birth", "ethnicity", "father", "mother"):
        total.update(getattr(facts, name).astype("<i8").tobytes())
    for name in ("spouse", "household", "is_alive"):
        total.update(getattr(facts, name).astype("<i8").tobytes())
    total.update("\n".join(facts.names() + facts.commune_codes()).encode())
    return {"nation": country.digest, "people": total.hexdigest()}


if __name__ == "__main__":
    found = {str(size): vector(size) for size in SIZES}
    PATH.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
