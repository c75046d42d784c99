"""What tests and trainers drive while the server runs: clock, reset, faults."""
