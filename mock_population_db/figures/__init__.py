"""Figures of the nation: counts by place and age, and a comparison with real ones."""
