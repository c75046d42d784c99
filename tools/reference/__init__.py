"""Writes the tables of the reference pages out of the code, so that they are true.

``python -m tools.reference write`` fills what stands between ``<!-- generated: … -->``
and ``<!-- end -->`` in ``docs/reference``, and writes ``.env.example``.
``python -m tools.reference check`` says which of them are out of date.
"""
