"""Papers that citizens add: checked byte by byte, cleaned, and kept."""
