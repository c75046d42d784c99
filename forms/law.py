"""Where a rule comes from, and how sure we are."""

from dataclasses import dataclass
from typing import Literal

Confidence = Literal["high", "medium", "low", "assumption"]


@dataclass(frozen=True)
class LegalBasis:
    """Where a rule comes from, and how sure we are."""

    citation: str
    confidence: Confidence = "high"
