"""What dialects of Markdown add inside of text and around it: words are translated, the syntax stays."""

import time

import pytest

from lingopoint.formats.markdown.document import extract
from lingopoint.formats.options import Options
from lingopoint.unit import Code, Spliced


def translate(source: str) -> Spliced:
    """The document with every text in capitals."""
    found = extract(source.encode(), Options("fr"))
    targets = [tuple(part.upper() if isinstance(part, str) else part for part in unit.parts) for unit in found.units]
    return found.splice(targets)


def shown(source: str) -> list[str]:
    return [
        part.shown
        for unit in extract(source.encode(), Options("fr")).units
        for part in unit.parts
        if isinstance(part, Code)
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('See [it]({{< ref "a b.md" >}}) now\n', 'SEE [IT]({{< ref "a b.md" >}}) NOW\n'),
        ("See [it]({{ site.baseurl }}/a) now\n", "SEE [IT]({{ site.baseurl }}/a) NOW\n"),
        ("See [it]({% link _posts/a.md %}#b) now\n", "SEE [IT]({% link _posts/a.md %}#b) NOW\n"),
        ("See [it](<%= url_for(a) %>) now\n", "SEE [IT](<%= url_for(a) %>) NOW\n"),
        ('![It]({{ "/a b.png" | url }} "Its title")\n', '![IT]({{ "/a b.png" | url }} "ITS TITLE")\n'),
        ("See [it].\n\n[it]: {{ site.url }}/a\n", "SEE [IT][it].\n\n[it]: {{ site.url }}/a\n"),
        ('See <a href="{{ url "a" }}">it</a> now\n', 'SEE <a href="{{ url "a" }}">IT</a> NOW\n'),
        ("| [it]({{ a | b }}) |\n|---|\n| {{ c | d }} e |\n", "| [IT]({{ a | b }}) |\n|---|\n| {{ c | d }} E |\n"),
    ],
)
def test_a_destination_may_be_a_template(source: str, expected: str) -> None:
    assert translate(source) == Spliced(expected.encode(), 0)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{% link a.md %} is what to read.\n", "{% link a.md %} IS WHAT TO READ.\n"),
        ("{% if a %}Welcome.{% endif %}\n", "{% if a %}WELCOME.{% endif %}\n"),
        ("{% if a %}\nWelcome.\n{% endif %}\n", "{% if a %}\nWELCOME.\n{% endif %}\n"),
        ("Dear {{ name }}, it is {{< b >}}.\n", "DEAR {{ name }}, IT IS {{< b >}}.\n"),
        (
            '{{< figure\n  src="a.png"\n  title="words"\n>}}\n\nWords\n',
            '{{< figure\n  src="a.png"\n  title="words"\n>}}\n\nWORDS\n',
        ),
        (
            "{% highlight ruby %}\ndef a\n\n- b\n{% endhighlight %}\n\nc\n",
            "{% highlight ruby %}\ndef a\n\n- b\n{% endhighlight %}\n\nC\n",
        ),
        ("{{< mermaid >}}\na --> b\n{{< /mermaid >}}\n\nc\n", "{{< mermaid >}}\na --> b\n{{< /mermaid >}}\n\nC\n"),
        ("{% comment %} a\n\nb {% endcomment %}\n\nc\n", "{% comment %} a\n\nb {% endcomment %}\n\nC\n"),
        ("{% comment %} never\n\nends\n", "{% comment %} NEVER\n\nENDS\n"),
        ("use `{{` and `}}` here\n", "USE `{{` AND `}}` HERE\n"),
        ("one \\{{ two }}\n", "ONE \\{\\{ TWO \\}\\}\n"),
        ("%%a comment%% is not shown\n", "%%a comment%% IS NOT SHOWN\n"),
    ],
)
def test_words_beside_template_tags_are_translated(source: str, expected: str) -> None:
    assert translate(source) == Spliced(expected.encode(), 0)


ATTRIBUTES = (
    "{: .a}",
    "{:.a}",
    '{: #b title="c d"}',
    "{#b}",
    "{.a .b}",
    '{#b .c k="v w"}',
    "{ .a }",
    "{ #b }",
    "{ .md-button .md-button--primary }",
    "{target=_blank}",
    "{width=50% loading=lazy}",
    "{lang='en'}",
    "{:target=\"_blank\" rel='a b'}",
    "{data-x=1 .a}",
)


@pytest.mark.parametrize("attributes", ATTRIBUTES)
@pytest.mark.parametrize(
    "source",
    [
        "one [two](a.md)@ three\n",
        "![one](a.png)@\n",
        "one *two*@ three\n",
        "one `two`@ **three**@\n",
        "one [two]@ three\n",
        "one [two *three*]@\n",
        "one\n@\n\ntwo\n",
        "- one\n@\n- two\n",
        "> one\n> @\n",
        "one@\n",
        "| one |\n|---|\n| two@ |\n",
        "# one @\n",
        "one @\n===\n",
        "# one # @\n",
        "one [two][three]@ four\n",
    ],
)
def test_attribute_lists_stay(source: str, attributes: str) -> None:
    expected = source.upper().replace("`TWO`", "`two`").replace("A.MD", "a.md").replace("A.PNG", "a.png")
    expected = expected.replace("[THREE]", "[three]").replace("@", attributes)
    assert translate(source.replace("@", attributes)) == Spliced(expected.encode(), 0)


@pytest.mark.parametrize("text", ["{see below}", "{one}", "{1, 2}", "{one, two}", "{ a }"])
def test_words_in_braces_are_no_attributes(text: str) -> None:
    assert translate(f"one {text} two\n") == Spliced(f"ONE {text.upper()} TWO\n".encode(), 0)


def test_attributes_go_where_their_words_go() -> None:
    found = extract(b"Press [it](#){.a} now", Options("fr"))
    _press, opening, _, closing, _ = found.units[0].parts
    assert found.splice([(opening, "ce", closing, " ", "appuyez")]).data == b"[ce](#){.a} appuyez"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("*[HTML]: Hyper Text\n*[CSS]:  Style\n\nwords\n", "*[HTML]: HYPER TEXT\n*[CSS]:  STYLE\n\nWORDS\n"),
        ("words\n*[HTML]: Hyper *Text*\n", "WORDS\n*[HTML]: HYPER *TEXT*\n"),
        ("one\n: two\n\nthree\nfour\n: five\n: six\n", "ONE\n: TWO\n\nTHREE\nFOUR\n: FIVE\n: SIX\n"),
        ("# one\n: two\n", "# ONE\n: TWO\n"),
        ("one\n~ two\n~ three\n", "ONE\n~ TWO\n~ THREE\n"),
        ("| one two\n| three\n", "| ONE TWO\n| THREE\n"),
        ("> [!TIP] one\n> two\n", "> [!TIP] ONE\n> TWO\n"),
    ],
)
def test_lines_with_a_marker_stay_lines(source: str, expected: str) -> None:
    assert translate(source) == Spliced(expected.encode(), 0)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("See [it][mod.Class] or [it][a b].\n", "SEE [IT][mod.Class] OR [IT][a b].\n"),
        ("See [mod.Class][] or [`code`][].\n", "SEE [MOD.CLASS][mod.Class] OR [`code`][].\n"),
        ("See [it][a] or [it][B].\n\n[b]: /u\n", "SEE [IT][a] OR [IT][B].\n\n[b]: /u\n"),
        ("one[^1] two[^note]\n\n[^1]: three\n", "ONE[^1] TWO[^note]\n\n[^1]: THREE\n"),
        ("one^[two *three*] four\n", "ONE^[TWO *THREE*] FOUR\n"),
        ("see [the [one]][a]\n", "SEE [THE \\[ONE\\]][a]\n"),
        ("this [is] no link\n", "THIS \\[IS\\] NO LINK\n"),
    ],
)
def test_labels_that_are_defined_elsewhere_stay(source: str, expected: str) -> None:
    assert translate(source) == Spliced(expected.encode(), 0)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("See [@doe99, p. 3] and @smith2020; ask @octocat.\n", "SEE [@doe99, p. 3] AND @smith2020; ASK @octocat.\n"),
        ("As in [see @doe99, pp. 33-35; also @a:b].\n", "AS IN [SEE @doe99, pp. 33-35; ALSO @a:b].\n"),
        ("One [-@doe99] and @{a b} and @{key}.\n", "ONE [-@doe99] AND @{A B} AND @{key}.\n"),
        ("[@me](u) and @org/team, @babel/core.\n", "[@me](u) AND @org/team, @babel/core.\n"),
        ("mail me@example.org at 5@6\n", "MAIL ME@EXAMPLE.ORG AT 5@6\n"),
    ],
)
def test_citations_and_mentions_stay(source: str, expected: str) -> None:
    assert translate(source) == Spliced(expected.encode(), 0)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Press ++ctrl+alt+del++ or ++enter++.\n", "PRESS ++ctrl+alt+del++ OR ++enter++.\n"),
        ('Press ++"My Key"+a++.\n', 'PRESS ++"My Key"+a++.\n'),
        ("one ++two three++ four\n", "ONE ++TWO THREE++ FOUR\n"),
        ("C++ and C++/CLI and C++\n", "C++ AND C++/CLI AND C++\n"),
        ("one ==two *three*== four\n", "ONE ==TWO *THREE*== FOUR\n"),
        ("if a == b == c\n", "IF A == B == C\n"),
        ("H~2~O x^2^ n^th^ a~b~\n", "H~2~O X^2^ N^TH^ A~B~\n"),
        ("2^10 and 3^5\n", "2^10 AND 3^5\n"),
        ("one ~~two~~ ~three four~\n", "ONE ~~TWO~~ ~THREE FOUR~\n"),
        ("un**frigging**believable `a`**b**c\n", "UN**FRIGGING**BELIEVABLE `a`**B**C\n"),
        ("one {++two++} {--three--} {==four==} {>>five<<}\n", "ONE {++TWO++} {--THREE--} {==FOUR==} {>>five<<}\n"),
        ("one {~~two~>three~~}\n", "ONE {~~TWO~>THREE~~}\n"),
        ("one two ^a-1\n\n> three ^b\n", "ONE TWO ^a-1\n\n> THREE ^b\n"),
        ("one ![[two.png]] [[three|four]]\n", "ONE ![[two.png]] [[three|four]]\n"),
        (':abbr[HTML]{title="a"} and {ref}`one <b>` two\n', ':abbr[HTML]{title="a"} AND {ref}`one <b>` TWO\n'),
    ],
)
def test_delimiters_of_dialects_stay(source: str, expected: str) -> None:
    assert translate(source) == Spliced(expected.encode(), 0)


@pytest.mark.parametrize(
    "formula",
    [
        *(
            "$n$",
            "$x_i$",
            "$2n$",
            "$f(x)$",
            "$x, y$",
            "$\\alpha$",
            "$A \\to B$",
            "$\\text{all people}$",
            "$a_b$",
            "$$x$$",
        ),
        *("\\(a+b\\)", "\\(n\\)", "\\\\(a_1\\\\)", "\\[E = mc^2\\]", "\\\\[x^2\\\\]", "\\eqref{eq:one}", "\\cite{doe}"),
        "\\begin{a}x *y* z\\end{a}",
    ],
)
@pytest.mark.parametrize(
    "place", ["one {} two\n", "{} one\n", "> one {}.\n", "- **one** {}, two {}\n", "| one {} |\n|---|\n"]
)
def test_formulas_stay(formula: str, place: str) -> None:
    assert translate(place.replace("{}", formula)) == Spliced(place.upper().replace("{}", formula).encode(), 0)


@pytest.mark.parametrize(
    "block",
    [
        "$$\nx\n+ y\n- z\n> 0\n$$",
        "$$\nx\n\ny\n$$",
        "\\[\nx = y\n\\]",
        "\\begin{align}\na &= b \\\\\n- c &= d  \n\\end{align}",
        "\\begin{align*}\n\n# a\n\n\\end{align*}",
    ],
)
@pytest.mark.parametrize("place", ["{}\n\none\n", "one\n\n{}\n", "one:\n{}\ntwo.\n"])
def test_formulas_on_lines_of_their_own_stay(block: str, place: str) -> None:
    assert translate(place.replace("{}", block)) == Spliced(place.upper().replace("{}", block).encode(), 0)


@pytest.mark.parametrize(
    "prose",
    [
        *(
            "It is $5 and $10.",
            "From $5-$10 a day.",
            "This is 5$, that 10$.",
            "US$20 or CA$30",
            "$10/month for 5$ more",
        ),
        *("$HOME/$USER", "See \\(this one\\) there", "It is \\[optional\\] here", "$one and$ two"),
    ],
)
def test_prices_and_brackets_are_prose(prose: str) -> None:
    found = extract(prose.encode(), Options("fr"))
    assert not any(isinstance(part, Code) for unit in found.units for part in unit.parts)
    assert translate(prose).kept == 0


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            '=== "First tab"\n\n    Text in it.\n\n=== "Other"\n\n    - one\n\n        two\n',
            '=== "FIRST TAB"\n\n    TEXT IN IT.\n\n=== "OTHER"\n\n    - ONE\n\n        TWO\n',
        ),
        ('!!! note "A *title*"\n\n    Text.\n\nwords\n', '!!! note "A *TITLE*"\n\n    TEXT.\n\nWORDS\n'),
        ('??? question "What?"\n    Text\n    more\n', '??? question "WHAT?"\n    TEXT MORE\n'),
        ('???+ tip "It"\n\n    Text\n', '???+ tip "IT"\n\n    TEXT\n'),
        ('!!! tip inline end "It"\n\n    Text\n', '!!! tip inline end "IT"\n\n    TEXT\n'),
        (
            "!!! note\n\n    Text\n\n    ``` py\n    a = 1\n    ```\n",
            "!!! note\n\n    TEXT\n\n    ``` py\n    a = 1\n    ```\n",
        ),
        ('- one\n\n    !!! note ""\n\n        two\n', '- ONE\n\n    !!! note ""\n\n        TWO\n'),
        ('words\n\n    !!! note "code"\n', 'WORDS\n\n    !!! note "code"\n'),
        ('=== "A"\n\n    !!! note "B"\n\n        c\n', '=== "A"\n\n    !!! note "B"\n\n        C\n'),
        ("/// note | A title\n    open: true\n\nText.\n///\n", "/// note | A TITLE\n    open: true\n\nTEXT.\n///\n"),
        (":::note[A *title*]{.a}\n\nText.\n:::\n", ":::note[A *TITLE*]{.a}\n\nTEXT.\n:::\n"),
        (
            '<TabItem value="a" label="One two">\n\nwords\n\n</TabItem>\n',
            '<TabItem value="a" label="ONE TWO">\n\nWORDS\n\n</TabItem>\n',
        ),
    ],
)
def test_titles_and_indented_bodies_are_translated(source: str, expected: str) -> None:
    assert translate(source) == Spliced(expected.encode(), 0)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('one [two](u "three four") five\n', 'ONE [TWO](u "THREE FOUR") FIVE\n'),
        ("![](a.png 'one \\' two')\n", "![](a.png 'ONE \\' TWO')\n"),
        ("![one](a.png (two))\n", "![ONE](a.png (TWO))\n"),
        ('[![one](a "two")](u "three")\n', '[![ONE](a "TWO")](u "THREE")\n'),
        ('one [two]\n\n[Two]: /u "three"\n', 'ONE [TWO][two]\n\n[Two]: /u "THREE"\n'),
        ("one [two][3]\n\n[3]: </a b>\n  'three'\n", "ONE [TWO][3]\n\n[3]: </a b>\n  'THREE'\n"),
        ('`[a]: /u "b"`\n\n```\n[c]: /u "d"\n```\n', '`[a]: /u "b"`\n\n```\n[c]: /u "d"\n```\n'),
    ],
)
def test_titles_of_links_are_translated(source: str, expected: str) -> None:
    assert translate(source) == Spliced(expected.encode(), 0)


@pytest.mark.parametrize("title", ['say "no"', "a\\", "`a", "<b>", "&amp;", "(a)", "a | b", "a\nb"])
@pytest.mark.parametrize("source", ['one [two](u "three")\n', "[one](u 'three')\n", "one\n\n![](u (three))\n"])
def test_any_title_is_a_title(source: str, title: str) -> None:
    found = extract(source.encode(), Options("fr"))
    spliced = found.splice([(title,) if unit.parts == ("three",) else None for unit in found.units])
    again = extract(spliced.data, Options("fr"))
    expected = (title.replace("\n", " "),) if any(map(str.isalpha, title)) else ()
    assert spliced.kept == 0
    assert again.units[-1].parts == expected


MDX = "import A from 'a'\n\n"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("One {cond && <b>two</b>} three\n", "ONE {cond && <b>two</b>} THREE\n"),
        ("One {a ? 'b' : 'c'} and {props.d} two\n", "ONE {a ? 'b' : 'c'} AND {props.d} TWO\n"),
        ("{items.map(i => (\n  <li>{i}</li>\n))}\n\nOne\n", "{items.map(i => (\n  <li>{i}</li>\n))}\n\nONE\n"),
        ("One <Tab to={() => 1}>two</Tab> three\n", "ONE <Tab to={() => 1}>TWO</Tab> THREE\n"),
        ("{/* one\ntwo */}\n\nThree\n", "{/* one\ntwo */}\n\nTHREE\n"),
        ("## One {#two}\n", "## ONE {#two}\n"),
    ],
)
def test_expressions_of_mdx_stay(source: str, expected: str) -> None:
    assert translate(MDX + source) == Spliced((MDX + expected).encode(), 0)


def test_what_only_a_program_says_stays_in_any_markdown() -> None:
    assert translate("One {a && b} two {see here}\n") == Spliced(b"ONE {a && b} TWO {SEE HERE}\n", 0)


def test_what_is_kept_is_shown_to_the_translator() -> None:
    source = "Dear {{ name }}, see $x^2$, [@doe], @me, [[A page]] and ++ctrl+c++."
    assert shown(source) == ["{{ name }}", "x^2", "[@doe]", "@me", "A page", "ctrl+c"]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "{{ a }}",
            "{% a %}",
            "a {.b}",
            "[a]{.b}",
            "[a][b]",
            "*[A]: b",
            "@a",
            "[@a]",
            "a^b^",
            "a ~b~",
            "==a==",
            "++a++",
        ),
        *(
            "$a$",
            "\\(a\\)",
            "\\[a^2\\]",
            "\\begin{a} b \\end{a}",
            '=== "a"',
            '!!! note "a"',
            "??? a",
            ":::a[b]",
            "^[a]",
        ),
        *(
            "| a",
            "~ a",
            ": a",
            "{a && b}",
            "%%a b%%",
            "a ^b",
            "[[a]]",
            "{++a++}",
            "<%= a %>",
            "/// a | b",
            ":a[b]",
            "(a)",
        ),
    ],
)
@pytest.mark.parametrize(
    "source", ["one\n\ntwo\n", "one\n\ntwo  \ntwo\n", "# one\n\n# two\n", "| one | two |\n|---|---|\n"]
)
def test_a_translation_becomes_no_syntax(source: str, text: str) -> None:
    found = extract(source.encode(), Options("fr"))
    spliced = found.splice([tuple(text if part == "two" else part for part in unit.parts) for unit in found.units])
    again = extract(spliced.data, Options("fr"))
    assert spliced.kept == 0
    assert [part for part in again.units[-1].parts if isinstance(part, str)][-1] == text


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "$",
            "$$",
            "$a",
            "\\(",
            "\\[",
            "\\begin{a}",
            "{",
            "{{",
            "{%",
            "{{<",
            "{% comment %}",
            "{#",
            "{++a",
            "[@",
            "[^",
            "^[",
        ),
        *(
            "][",
            "]{",
            "==a",
            "++a",
            "^a",
            "~a",
            ":a[",
            "@",
            "%%a",
            "[[",
            "<%",
            '=== "',
            "!!! a",
            "*[a]",
            "/// a |",
            ":::a[",
        ),
        *('[a](b "c', '[a]: b "', "{a=", "\n!!! a\n    ", '\n=== "a"\n    '),
    ],
)
def test_syntax_without_an_end_takes_linear_time(piece: str) -> None:
    started = time.process_time()
    translate(piece * (100_000 // len(piece)))
    assert time.process_time() - started < 8
