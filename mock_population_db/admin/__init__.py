"""What tests and trainers drive: faults, the reset, the clock of a world."""
