import re
from pathlib import Path

import wtforms
from wtforms import Form
from wtforms.fields import IntegerField
from wtforms.validators import DataRequired

from forms.eform import Eform
from forms.eform.messages import MESSAGES, Translations
from forms.i18n import use_language

POT = Path(wtforms.__file__).parent / "locale" / "wtforms.pot"


def catalogue() -> set[str]:
    text = POT.read_text(encoding="utf-8")
    singles = re.findall(r'^msgid ((?:".*"\n)+)', text, re.MULTILINE)
    return {"".join(re.findall(r'"(.*)"', found)) for found in singles} - {""}


def test_every_built_in_message_of_wtforms_has_vietnamese_words() -> None:
    assert set(MESSAGES) == catalogue()


def test_vietnamese_words_take_the_values_that_the_message_names() -> None:
    for english, vietnamese in MESSAGES.items():
        holes = re.findall(r"%\(\w+\)[sd]|%s", english)
        assert sorted(holes) == sorted(re.findall(r"%\(\w+\)[sd]|%s", vietnamese))


def test_plain_wtforms_forms_speak_vietnamese_with_our_translations() -> None:
    class Search(Form):
        Meta = Eform.Meta
        page = IntegerField("Trang", [DataRequired()])

    empty = Search()
    empty.validate()

    assert empty.page.errors == ["Mục này còn trống. Hãy nhập thông tin."]


def test_english_readers_get_the_words_of_wtforms() -> None:
    one, many = "Field must be at least %(min)d character long.", "… characters long."

    with use_language("en"):
        told = Translations().ngettext(one, many, 2)
        required = Translations().gettext("This field is required.")

    assert told == many
    assert required == "This field is required."
    assert Translations().ngettext(one, many, 2) == "Nhập ít nhất %(min)d ký tự."
