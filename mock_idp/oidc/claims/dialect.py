"""The names and rules of the Vietnamese interface, read from ``dialect.yaml``.

No public specification of VNeID's interface exists; ``fidelity.yaml`` says which names
are public facts and which are assumptions.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DIALECT_FILE = Path(__file__).parents[2] / "dialect.yaml"
_PARTS = re.compile("yyyy|MM|dd")


class BadDialect(ValueError):  # noqa: N818 - named after what is wrong
    """A dialect file cannot be used; the text says what is wrong."""


@dataclass(frozen=True)
class PhoneRules:
    """How the simulated app behaves; times in seconds.

    Attributes:
        scheme: of the address in the QR code.
        wrong_numbers: after so many wrong numbers a request is refused.
        failed_factors: after so many wrong passcodes or faces the app locks.
        passcode: the six digits of every simulated phone.
        late_seconds: how long a late push takes.
    """

    scheme: str
    qr_seconds: int
    numbers_offered: int
    wrong_numbers: int
    passcode: str
    failed_factors: int
    lock_seconds: int
    late_seconds: int


@dataclass(frozen=True)
class ConfirmationRules:
    """How long a request from a service waits for a person, in seconds."""

    seconds: int
    longest_seconds: int


@dataclass(frozen=True)
class Dialect:
    """All names, by what they name.

    Attributes:
        acr: level of the account to the ``acr`` value.
        amr: what was done to the ``amr`` values it brings.
        claims: by ``claim_dialect`` of a client, what is meant to the claim's name.
        common_claims: the same, for claims that are in every dialect.
        assurance: names of the trust framework, its levels, policy and procedures.
        dates: how each dialect writes a date.
        papers: how each dialect names the claim with papers, and their members.
        representation: whose ``sub`` a token carries when a guardian acts.
    """

    acr: Mapping[int, str]
    amr: Mapping[str, tuple[str, ...]]
    scopes: tuple[str, ...]
    required_scopes: frozenset[str]
    claims: Mapping[str, Mapping[str, str]]
    common_claims: Mapping[str, str]
    dates: Mapping[str, str]
    sexes: Mapping[str, str]
    account_types: Mapping[str, str]
    papers: Mapping[str, Mapping[str, str]]
    paper_types: Mapping[str, str]
    login_idp: str
    errors: Mapping[str, str]
    phone: PhoneRules
    confirmations: ConfirmationRules
    representation: Mapping[str, Any]
    assurance: Mapping[str, Any]

    def level_of(self, acr: str) -> int | None:
        """Return the level an ``acr`` value names, or nothing when it is unknown."""
        return next((level for level, name in self.acr.items() if name == acr), None)

    def names(self, claim_dialect: str) -> Mapping[str, str]:
        """Return a client's names of the Vietnamese claims."""
        return self.claims.get(claim_dialect) or self.claims["vnconnect"]

    def written_date(self, born: str, claim_dialect: str) -> str:
        """Write a date of birth as a dialect does; what is unknown is left out."""
        pattern = self.dates.get(claim_dialect, self.dates["vnconnect"])
        known = dict(zip(("yyyy", "MM", "dd"), born.split("-"), strict=False))
        parts = [known[part] for part in _PARTS.findall(pattern) if part in known]
        between = _PARTS.split(pattern)[1]
        return between.join(parts)


def names_of_file(file: Path) -> dict[str, Any]:
    """Read a dialect file as it stands.

    Raises:
        BadDialect: it is not a mapping of YAML.
    """
    import yaml  # noqa: PLC0415 - start-up budget

    try:
        names = yaml.load(file.read_bytes(), Loader=_loader(yaml))  # noqa: S506 - a safe one
    except (OSError, yaml.YAMLError) as error:
        raise BadDialect(f"{file}: {error}") from error
    if not isinstance(names, dict):
        raise BadDialect(f"{file}: a mapping is expected")
    return names


def _loader(yaml: Any) -> Any:  # noqa: ANN401 - a module
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_dialect(*files: Path) -> Dialect:
    """Read a dialect; what a later file says replaces what an earlier one said.

    Raises:
        BadDialect: a file is not a mapping, or says something unknown or unfit.
    """
    told: dict[str, Any] = {}
    for file in (DIALECT_FILE, *files):
        told = _laid_over(told, names_of_file(file))
    try:
        return _made(told)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise BadDialect(str(error)) from error


def _laid_over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    both = dict(below)
    for name, value in above.items():
        known = both.get(name)
        if isinstance(known, dict | list) and not isinstance(value, type(known)):
            raise BadDialect(f"{name} must be a {type(known).__name__}")
        nested = isinstance(known, dict) and isinstance(value, dict)
        both[name] = _laid_over(known or {}, value) if nested else value
    return both


def _made(told: dict[str, Any]) -> Dialect:
    return Dialect(
        **{
            **told,
            "amr": {what: tuple(words) for what, words in told["amr"].items()},
            "scopes": tuple(told["scopes"]),
            "required_scopes": frozenset(told["required_scopes"]),
            "phone": PhoneRules(**told["phone"]),
            "confirmations": ConfirmationRules(**told["confirmations"]),
        }
    )


_files: list[Path] = []


def use(*files: Path) -> None:
    """Let these files change the names of this process; call it before any reading.

    Raises:
        BadDialect: a file cannot be used, or the names were read already.
    """
    if dialect.cache_info().currsize:
        raise BadDialect("the names have been read already")
    read_dialect(*files)
    _files[:] = files


@cache
def dialect() -> Dialect:
    """Return the names of this process; they are read once."""
    return read_dialect(*_files)
