"""The entry point of `lingopoint`.

Translation processes of the embedded engine import the script that started them, and so this module: it imports nothing
until it is called.
"""


def main() -> None:
    """Run the command that the arguments name."""
    from lingopoint_cli.app import app

    app(prog_name="lingopoint")
