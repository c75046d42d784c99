"""What belongs to a person alone: religion, blood, schooling, other names."""
