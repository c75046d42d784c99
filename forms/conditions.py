"""When a field is shown: small rules over the answers given so far.

``when("copies_requested").equals("1")`` reads like the paper form's note
«chỉ khai khi đề nghị cấp bản sao».
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Json = str | int | bool | dict[str, str]
"""A canonical answer: text, code, number, tick or address."""

Answers = Mapping[str, Json]


@dataclass(frozen=True)
class Condition:
    """A rule over answers; call it with the answers to learn whether it holds.

    Attributes:
        holds: the rule itself.
        names: the fields it looks at.
        text: the rule in words, for reference pages.
    """

    holds: Callable[[Answers], bool]
    names: frozenset[str]
    text: str

    def __call__(self, answers: Answers) -> bool:
        """Tell whether the rule holds for these answers."""
        return self.holds(answers)


@dataclass(frozen=True)
class Question:
    """A field that a condition asks about; made by :func:`when`."""

    name: str

    def equals(self, value: Json) -> Condition:
        """Hold when the answer is exactly this value."""
        return self._condition(
            lambda answers: answers.get(self.name) == value, f"is {value!r}"
        )

    def is_true(self) -> Condition:
        """Hold when the box is ticked."""
        return self._condition(
            lambda answers: answers.get(self.name) is True, "is ticked"
        )

    def is_false(self) -> Condition:
        """Hold when the box is not ticked, or was never answered."""
        return self._condition(
            lambda answers: answers.get(self.name) is not True, "is not ticked"
        )

    def is_given(self) -> Condition:
        """Hold when there is an answer."""
        return self._condition(lambda answers: self.name in answers, "is given")

    def _condition(self, holds: Callable[[Answers], bool], text: str) -> Condition:
        return Condition(holds, frozenset({self.name}), f"{self.name} {text}")


def when(name: str) -> Question:
    """Begin a condition about a field."""
    return Question(name)


def all_of(*conditions: Condition) -> Condition:
    """Hold when every condition holds."""
    return Condition(
        lambda answers: all(condition(answers) for condition in conditions),
        frozenset().union(*(condition.names for condition in conditions)),
        " and ".join(f"({condition.text})" for condition in conditions),
    )


def any_of(*conditions: Condition) -> Condition:
    """Hold when at least one condition holds."""
    return Condition(
        lambda answers: any(condition(answers) for condition in conditions),
        frozenset().union(*(condition.names for condition in conditions)),
        " or ".join(f"({condition.text})" for condition in conditions),
    )


def not_(condition: Condition) -> Condition:
    """Hold when the condition does not."""
    return Condition(
        lambda answers: not condition(answers),
        condition.names,
        f"not ({condition.text})",
    )
