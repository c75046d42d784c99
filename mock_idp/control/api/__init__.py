"""What the control API can do: one file for each thing."""
