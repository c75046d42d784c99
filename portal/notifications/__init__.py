"""BACK ROOM: messages to people, one text for every channel."""
