r"""Formulas in pages: what MathJax and KaTeX set is kept, words around it are translated."""

import pytest

from tests.formats.changes import FRENCH, extracted, same, seconds, texts, translated

MATHJAX = '<script src="https://cdn.jsdelivr.net/npm/mathjax@3/es5/tex-mml-chtml.js"></script>'
DOLLARS = r"<script>MathJax = {tex: {inlineMath: [['$', '$'], ['\\(', '\\)']]}}</script>"
KATEX = '<script src="katex.min.js"></script><script>go({delimiters: [{left: "$", right: "$"}]})</script>'
CASE = (
    r'<!doctype html><html lang="en"><body><p>The area is \(A = \pi r^2\), and \[ \text{all} = x \]'
    r" or $$\int f dx$$.</p></body></html>"
)


def test_formulas_in_the_usual_delimiters_stay() -> None:
    expected = CASE.replace('"en"', '"fr"').replace("The area is", "THE AREA IS")
    assert translated("html", CASE, str.upper) == expected.replace(", and ", ", AND ").replace(" or ", " OR ")


@pytest.mark.parametrize(
    "math", [r"\(a\)", r"\[a b\]", r"\begin{align*} a &= b \end{align*}", r"$$a_b$$", r"$$\{x\}$$"]
)
@pytest.mark.parametrize("page", ["<p>Where {} is <b>half</b></p>", "<p><i>Where {}</i> is</p>", "Where {}"])
def test_a_formula_is_kept_whole_within_its_sentence(page: str, math: str) -> None:
    source = page.replace("{}", math)
    assert translated("html", source, same) == source
    assert math in translated("html", source, str.swapcase)
    assert all(math in text or "here" not in text for text in texts("html", source))


@pytest.mark.parametrize("math", [r"\(a\)", r"\[a\]", "$$ab$$", r"\begin{equation} a \end{equation}"])
def test_a_formula_alone_is_no_text(math: str) -> None:
    assert texts("html", f"{MATHJAX}<p>{math}</p><div>\n{math}\n</div>") == []


@pytest.mark.parametrize("script", [MATHJAX + DOLLARS, KATEX])
def test_single_dollars_are_delimiters_where_the_page_says_so(script: str) -> None:
    assert "$x_i$" in translated("html", f"{script}<p>If $x_i$ holds, \\$5", str.upper)


@pytest.mark.parametrize(
    "text",
    [
        "From $5 to $10 a month",
        "Sushi $$ and pizza $$ again",
        "They cost $$$ now",
        r"An open \( only",
        r"\begin{letter} Dear \end{letter}",
    ],
)
def test_money_and_lone_signs_are_prose(text: str) -> None:
    assert texts("html", f"<p>{text}</p>") == [text]
    assert texts("html", f"{MATHJAX}<p>Costs $5, and $6") == ["Costs $5, and $6"]


def test_formulas_that_are_set_already_stay() -> None:
    page = '<p>Here <span class="katex"><span aria-hidden="true">sin x</span></span> is meant.</p>'
    assert "sin x</span></span> IS MEANT" in translated("html", page, str.upper)


@pytest.mark.parametrize("opening", [r"\(", r"\[", "$$", r"\begin{align}", r"\begin{align}\begin{split}", "$$a"])
def test_formulas_that_never_end_take_no_longer(opening: str) -> None:
    assert seconds("html", opening * 60_000) < 5
    assert extracted("html", opening * 3, FRENCH).data == (opening * 3).encode()
