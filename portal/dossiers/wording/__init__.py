"""Words for the citizen: why it waits, and which messages are sent."""
