"""What happens to people: each module writes one kind of event, whole or not at all.

``journal`` opens the entry that every event is written with and keeps what changed;
``history`` reads it back.
"""
