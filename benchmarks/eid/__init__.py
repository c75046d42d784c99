"""The mock e-ID beside its peers: processor time, memory and start-up, as ratios."""
