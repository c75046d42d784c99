"""Kin: numbers of relatives, marriages, relation to the head, representatives."""
