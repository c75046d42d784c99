"""A mini-suite of our own, laid out like the OpenID Foundation's conformance suite."""
