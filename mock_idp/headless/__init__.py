"""Sign-ins without a person: by hint, header, queue, or by themselves."""
