"""``python -m portal`` is the ``lienthong`` command."""

from portal.cli import main

if __name__ == "__main__":
    main()
