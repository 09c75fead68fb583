"""`python -m lingopoint_cli`."""

from lingopoint_cli.main import main

if __name__ == "__main__":
    main()
