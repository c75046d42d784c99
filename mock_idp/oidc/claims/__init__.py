"""What is told about a person, to whom, and in which words."""
