"""Drawings: where the shapes of a family tree, a pyramid and a map stand."""
