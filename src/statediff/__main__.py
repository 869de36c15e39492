"""`python -m statediff` is `statediff`."""

from statediff.cli import main

if __name__ == "__main__":
    main()
