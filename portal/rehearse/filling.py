"""Filling a form in: only what is empty and needed."""

import io

from PIL import Image, ImageDraw

from portal.rehearse.answers import answer_to
from portal.rehearse.page import (
    Element,
    Form,
    Page,
    Upload,
    has_class,
    options_of,
    typed_controls,
    words_of,
)
from portal.rehearse.stumbles import Stumble

_QUESTIONS = f".//*[{has_class('field')}]"
PAPER_WORDS = "GIAY TO\nDIEN TAP"
_OPTIONAL = f".//*[{has_class('opt')}]"


def fill_in(page: Page, form: Form) -> int:
    """Answer the questions that are empty and needed; returns how many they were.

    Raises:
        Stumble: a question to which a person of the rehearsal has no answer.
    """
    answered = 0
    for question in form.element.xpath(_QUESTIONS):
        controls = list(typed_controls(question))
        if not controls or question.xpath(_OPTIONAL) or _is_answered(form, controls):
            continue
        _answer(page, form, question, controls)
        answered += 1
    return answered


def add_paper(form: Form) -> None:
    """Choose a file in every file box of a form."""
    for box in form.element.xpath(".//input[@type='file' and @name]"):
        form.files[box.get("name")] = a_paper()


def a_paper() -> Upload:
    """Draw a picture with words on it, as a phone would take of a paper."""
    picture = Image.new("L", (600, 400), "white")
    ImageDraw.Draw(picture).multiline_text((60, 60), PAPER_WORDS, "black", font_size=40)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return Upload("giay-to.png", file.getvalue(), "image/png")


def _is_answered(form: Form, controls: list[Element]) -> bool:
    if all(control.get("type") == "checkbox" for control in controls):
        return True  # an empty box is an answer too
    return any(
        value.strip()
        for name in _names(controls)
        for value in form.values.get(name, [])
    )


def _names(controls: list[Element]) -> list[str]:
    return list(dict.fromkeys(control.get("name") for control in controls))


def _answer(page: Page, form: Form, question: Element, controls: list[Element]) -> None:
    offered = {
        name: _offers([c for c in controls if c.get("name") == name])
        for name in _names(controls)
    }
    for name, offers in offered.items():
        value = answer_to(name)
        if offers and value not in offers:
            value = offers[0]
        if value is None:
            said = words_of(question)
            raise Stumble(page.url, f"không biết trả lời ô «{name}»: {said}")
        form.set(name, value)


def _offers(controls: list[Element]) -> list[str]:
    """Return the values among which one control lets a person choose."""
    if controls[0].tag == "select":
        return options_of(controls[0])
    if controls[0].get("type") == "radio":
        return [control.get("value", "") for control in controls]
    return []
