"""The eForms: one file each, or a folder with one file per page."""
