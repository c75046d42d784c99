"""The reference pages of the e-ID, one file for each page or table."""
