"""Documents to measure with: our own sentences, put together by a seeded generator, so that every run has the same."""

import random
from dataclasses import dataclass
from pathlib import Path

_MANUAL = Path(__file__).parents[1] / "samples" / "manual.txt"


class Author:
    """Writes sentences that do not repeat, from the words of the sample manual."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        words = {word.strip(".,;:()“”\"'").lower() for word in _MANUAL.read_text(encoding="utf-8").split()}
        self._words = sorted(word for word in words if word.isalpha())

    def sentence(self, low: int = 6, high: int = 18) -> str:
        """One sentence."""
        return " ".join(self._chance.choices(self._words, k=self._chance.randint(low, high))).capitalize() + "."

    def paragraph(self) -> str:
        """Three to six sentences."""
        return " ".join(self.sentence() for _ in range(self._chance.randint(3, 6)))

    def title(self) -> str:
        """A few words."""
        return " ".join(self._chance.choices(self._words, k=self._chance.randint(2, 4))).title()

    def marked(self) -> str:
        """A sentence as HTML, every other one with an inline element."""
        words = self.sentence().split()
        if self._chance.random() < 0.5:
            at = self._chance.randrange(len(words) - 1)
            name = self._chance.choice(["b", "em", f'a href="/page/{self._chance.randrange(10**6)}?ref=body#part"'])
            words[at] = f"<{name}>{words[at]}</{name.split()[0]}>"
        return " ".join(words)


def text(size: int, seed: int = 1) -> str:
    """Plain text of about `size` bytes, in paragraphs."""
    author = Author(seed)
    paragraphs: list[str] = []
    length = 0
    while length < size:
        paragraphs.append(author.paragraph())
        length += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs)[:size]


def html(size: int, seed: int = 2, *, padding: int = 0) -> str:
    """A page of about `size` bytes: headings, paragraphs with inline markup, lists, attributes.

    Most of it (72 %) is text; `padding` bytes of attributes a section make it less.
    """
    author = Author(seed)
    classes = " ".join(author.sentence() for _ in range(padding // 60))
    blocks: list[str] = []
    length = 0
    while length < size:
        block = (
            f'<section id="part-{len(blocks)}" class="section section--wide {classes}">\n<h2>{author.title()}</h2>\n'
            f"<p>{' '.join(author.marked() for _ in range(4))}</p>\n"
            f'<ul class="list">\n<li>{author.marked()}</li>\n<li>{author.marked()}</li>\n</ul>\n</section>\n'
        )
        blocks.append(block)
        length += len(block)
    head = f'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{author.title()}</title></head>\n'
    return f"{head}<body>\n{''.join(blocks)}</body>\n</html>\n"


def markdown(size: int) -> str:
    """Headings, paragraphs with emphasis, links and code, lists, a table."""
    author = Author(11)
    blocks, length = [], 0
    while length < size:
        block = (
            f"## {author.title()}\n\n{author.sentence()} See *{author.title()}* and [{author.title()}](/a/{length}#b). "
            f"Run `make {length}`.\n{author.paragraph()}\n\n"
            f"- {author.sentence()}\n- **{author.title()}** {author.sentence()}\n\n"
            f"| A | B |\n|---|---|\n| {author.title()} | {length} |\n\n```\ncode {length}\n```\n\n"
        )
        blocks.append(block)
        length += len(block)
    return "".join(blocks)


@dataclass(slots=True)
class Page:
    """One page of a site: what it shares, and what is its own."""

    title: str
    body: list[str]


class Site:
    """A site of pages that share navigation and footer, as HTML."""

    def __init__(self, pages: int, seed: int = 3) -> None:
        self._author = Author(seed)
        links = [f'<li><a href="/{number}.html">{self._author.title()}</a></li>' for number in range(60)]
        self._navigation = "<nav><ul>\n" + "\n".join(links) + "\n</ul></nav>"
        self._footer = "<footer>" + "\n".join(f"<p>{self._author.paragraph()}</p>" for _ in range(5)) + "</footer>"
        self.pages = [Page(self._author.title(), [self._author.marked() for _ in range(12)]) for _ in range(pages)]

    def render(self, number: int) -> str:
        """One page as it is stored."""
        page = self.pages[number]
        body = "\n".join(f"<p>{sentence}</p>" for sentence in page.body)
        return (
            f'<!DOCTYPE html>\n<html lang="en"><head><title>{page.title}</title></head>\n<body>\n{self._navigation}\n'
            f"<main><h1>{page.title}</h1>\n{body}\n</main>\n{self._footer}\n</body></html>\n"
        )

    def edit(self, share: float) -> list[str]:
        """Write one sentence anew in a share of the pages; the new sentences."""
        chosen = random.Random(4).sample(range(len(self.pages)), round(len(self.pages) * share))
        for number in chosen:
            self.pages[number].body[0] = self._author.marked()
        return [self.pages[number].body[0] for number in chosen]
