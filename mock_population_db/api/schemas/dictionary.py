"""The data dictionary."""

from marshmallow import fields, validate

from mock_population_db.api.schemas.shape import Shape


class DictionaryGroup(Shape):
    """One group of facts of Luật Căn cước Điều 9."""

    number = fields.Integer(required=True, validate=validate.Range(1, 26))
    name = fields.String(required=True)
    english = fields.String(required=True)
    fields_ = fields.List(
        fields.String(),
        required=True,
        attribute="fields",
        data_key="fields",
        metadata={"description": "members of the answer that hold it"},
    )
    path = fields.String(required=True)
    legal = fields.String(
        required=True,
        metadata={"description": "source beside the law itself; may be empty"},
    )
    filled_by = fields.String(required=True)
    filled_by_english = fields.String(required=True)


class CodeMeaning(Shape):
    """What a code means."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    english = fields.String(required=True)


class CodeList(Shape):
    """A list of codes under the name of the field that uses it."""

    list_ = fields.String(required=True, attribute="list", data_key="list")
    codes = fields.List(fields.Nested(CodeMeaning), required=True)


class Dictionary(Shape):
    """All groups and code lists."""

    law = fields.String(required=True)
    groups = fields.List(fields.Nested(DictionaryGroup), required=True)
    codes = fields.List(fields.Nested(CodeList), required=True)
