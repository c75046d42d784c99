"""What the provider issues: codes, access tokens, ID tokens, and what guards them."""
