"""The population register measured at 100 million people."""
