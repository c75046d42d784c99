"""Relying parties: their registration and how they prove who they are."""
