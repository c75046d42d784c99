"""Which letters the document face has."""

from portal.documents.glyphs import missing, printable

# TCVN 6909:2001, all letters of Vietnamese.
PLAIN = "aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
VOWELS = "aăâeêioôơuưy"


def test_the_face_has_every_vietnamese_letter() -> None:
    letters = PLAIN + "".join(vowel + tone for vowel in VOWELS for tone in TONES)

    assert missing(letters + letters.upper() + "–…«»“”₫0123456789%/") == ""


def test_half_composed_text_is_composed_before_it_is_printed() -> None:
    assert printable("Nguyê\u0303n") == "Nguyễn"


def test_a_missing_sign_becomes_a_replacement_mark() -> None:
    assert missing("An 漢") == "漢"
    assert printable("An 漢") == "An \N{LOZENGE}"


def test_hidden_characters_are_dropped_inside_any_shape() -> None:
    value = {"a": ["x\u202ey\x00", {"b": "c\ud800d\n"}], "n": 3, "t": True}

    assert printable(value) == {"a": ["xy", {"b": "cd "}], "n": 3, "t": True}
