"""The public contract under ``/v1``, described by ``/openapi.json``."""
