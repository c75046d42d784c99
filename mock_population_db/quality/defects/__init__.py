"""Wrong data on purpose, with the truth beside it."""

from mock_population_db.quality.defects.config import (
    Config,
    default_config,
    read_config,
)
from mock_population_db.quality.defects.restoring import restore, restore_blocks
from mock_population_db.quality.defects.spoiling import Spoiling, spoil, spoil_blocks
from mock_population_db.quality.defects.truth import (
    Change,
    read_truth,
    truth_file,
    write_truth,
)

__all__ = [
    "Change",
    "Config",
    "Spoiling",
    "default_config",
    "read_config",
    "read_truth",
    "restore",
    "restore_blocks",
    "spoil",
    "spoil_blocks",
    "truth_file",
    "write_truth",
]
