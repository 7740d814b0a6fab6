"""`python -m sourceline` is `sourceline`."""

from sourceline.cli import main

if __name__ == "__main__":
    main()
