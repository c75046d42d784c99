"""How cases visit a relying party: small browsers, and what a page shows."""
