"""The cleaning job: compare a list of any size with the register."""
