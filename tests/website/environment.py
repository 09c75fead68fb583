"""`python -m tests.website.environment`: where MkDocs is, as `mkdocs-requirements.txt` pins it."""

from pathlib import Path

from tests.clients.environments import python_environment


def mkdocs() -> Path:
    """The programs of the environment with MkDocs in it."""
    return python_environment("mkdocs", Path(__file__).parent)


if __name__ == "__main__":
    print(mkdocs())
