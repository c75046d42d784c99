"""Every state of every page, and what is looked at in it."""
