"""Comparing what somebody says of a person with what the register holds."""
