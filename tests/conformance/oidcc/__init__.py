"""The modules of the OpenID Connect plans, each written once for all plans."""
