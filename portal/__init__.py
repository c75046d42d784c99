"""MAIN HOUSE: the citizen portal and the agencies' desks."""
