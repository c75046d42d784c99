"""``python -m mock_population_db`` is the command ``mock-population-db``."""

from mock_population_db.cli import main

if __name__ == "__main__":
    main()
