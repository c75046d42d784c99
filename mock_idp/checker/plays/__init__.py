"""How a visit goes: signing in, being attacked, leaving, being sent from elsewhere."""
