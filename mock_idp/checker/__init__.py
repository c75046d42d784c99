"""The relying-party checker: visits a client once for each case and judges it."""
