"""The simulated phone: requests that wait for an answer, and number matching."""
