"""The sheet: one branch of one dossier as an officer of its office sees it."""

from portal.agency.sheet.places import Place
from portal.agency.sheet.view import Sheet, open_sheet, readable_document

__all__ = ["Place", "Sheet", "open_sheet", "readable_document"]
