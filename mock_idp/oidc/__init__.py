"""The protocol: framework-free, one file per specification."""
