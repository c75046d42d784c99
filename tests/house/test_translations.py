"""Both languages are complete in every package."""

import pytest

from tools.translations import PACKAGES, check, complete, texts


@pytest.mark.parametrize("package", PACKAGES)
def test_every_text_has_english(package, capsys):
    problems = check(package)

    assert problems == 0, capsys.readouterr().out


def test_texts_are_really_collected():
    assert len(texts("portal")) > 100


def test_a_missing_translation_would_be_found():
    assert not complete("")
    assert not complete(("one", ""))
    assert complete(("one", "many"))
