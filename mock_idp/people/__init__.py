"""Who can sign in: accounts, the own cast, and lookups in the population register."""
