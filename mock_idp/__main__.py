"""``python -m mock_idp`` is the command ``mock-idp``."""

from mock_idp.cli import main

if __name__ == "__main__":
    main()
