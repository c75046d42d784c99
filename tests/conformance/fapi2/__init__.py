"""FAPI 2.0 Security Profile Final: OpenID Connect, private_key_jwt, DPoP, unsigned."""
