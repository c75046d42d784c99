"""Who may read what: callers, purposes, consents, quotas. No web framework here."""
