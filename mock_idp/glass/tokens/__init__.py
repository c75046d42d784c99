"""JWTs opened: what they say, who signed them, and what is wrong with them."""
