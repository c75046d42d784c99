"""The data dictionary: the groups of facts a record holds, and their code lists."""
