"""BACK ROOM: first values for eForms, each with its source and its reason."""
