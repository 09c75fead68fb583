"""The sources of three small websites: the same pages, of our own, as each generator wants them."""

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

PAGES = 20
_GENERATORS = Path(__file__).with_name("generators")
_SUBJECTS = ("The harbour", "A keeper", "The old tower", "Every visitor", "The morning boat")
_DEEDS = ("waits for the tide", "counts the lamps", "opens before noon", "carries letters ashore", "needs a new roof")
_WHY = ("when the fog comes in", "because the storm broke it", "as it did last year", "while the bells ring")
_PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="16"/></svg>\n'

Link = Callable[[int], str]


def names() -> list[str]:
    """The pages' names: the beginning and so many more."""
    return ["index", *(f"page-{number}" for number in range(1, PAGES))]


def sentence(seed: int) -> str:
    """Some sentence; another one for another seed."""
    words = _SUBJECTS[seed % 5], _DEEDS[seed // 5 % 5], _WHY[seed // 25 % 4]
    return f"{' '.join(words)}, and visit number {seed} tells of it."


def page(number: int, link: Link, picture: str = "lamp.svg") -> str:
    """One page of Markdown: what pages usually hold, and links to others."""
    begin = number * 8
    following, another = (number + 1) % PAGES, (number + 7) % PAGES
    return "\n".join(
        [
            f"# Chapter {number} of the harbour\n",
            f"{sentence(begin)} {sentence(begin + 1)}\n",
            f"![A lamp of the harbour]({picture})\n",
            "## What there is to see\n",
            f"- {sentence(begin + 2)}\n- **{sentence(begin + 3)}** Read [the next chapter]({link(following)}).\n",
            "| Hour | What happens |\n|---|---|\n| 7 | The lamps go out |\n| 19 | The lamps are lit |\n",
            "```sh\necho 'lamps stay as they are'\n```\n",
            f"{sentence(begin + 4)} [Another chapter]({link(another)}) says more.\n",
            "[The same one](#what-there-is-to-see) says it again.\n",
            f"> {sentence(begin + 5)}\n",
        ]
    )


def mkdocs(folder: Path) -> None:
    """For MkDocs with the theme Material: every link becomes a relative one."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    for number, name in enumerate(names()):
        (docs / f"{name}.md").write_text(page(number, lambda to: f"{names()[to]}.md"))
    (docs / "lamp.svg").write_text(_PICTURE)
    # Fonts of others are no part of the website; its search is what hydrates.
    settings: Mapping[str, object] = {
        "site_name": "Harbour guide",
        "site_url": "https://example.com/mkdocs/",
        "theme": {"name": "material", "font": False, "features": ["navigation.footer"]},
        "plugins": ["search"],
    }
    (folder / "mkdocs.yml").write_text(json.dumps(settings))


def eleventy(folder: Path) -> None:
    """For Eleventy with its plugins for addresses: every link becomes one from the root."""
    folder.mkdir(parents=True)
    for number, name in enumerate(names()):
        front = f"---\nlayout: page.njk\ntitle: Chapter {number}\ntags: chapter\norder: {number}\n---\n"
        (folder / f"{name}.md").write_text(front + page(number, lambda to: f"./{names()[to]}.md", "/lamp.svg"))
    (folder / "lamp.svg").write_text(_PICTURE)
    for each in (_GENERATORS / "eleventy").iterdir():
        (folder / "_includes").mkdir(exist_ok=True)
        shutil.copy(each, folder / "_includes" / each.name if each.suffix == ".njk" else folder / each.name)


def vitepress(folder: Path) -> None:
    """For VitePress, whose pages are drawn again by scripts that hold the text once more."""
    folder.mkdir(parents=True)
    for number, name in enumerate(names()):
        (folder / f"{name}.md").write_text(page(number, lambda to: f"./{names()[to]}.md", "./lamp.svg"))
    (folder / "lamp.svg").write_text(_PICTURE)
    (folder / "public").mkdir()
    (folder / "public" / "icon.svg").write_text(_PICTURE)
    (folder / ".vitepress").mkdir()
    shutil.copy(_GENERATORS / "vitepress" / "config.mjs", folder / ".vitepress" / "config.mjs")
