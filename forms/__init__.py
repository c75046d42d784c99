"""eForms and linked procedures as plain definitions, usable without a web server."""
