"""BACK ROOM: the dossier engine; no Flask, no procedure named."""
