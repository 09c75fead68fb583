"""Plain text and what is special in it, very short texts, detection, and the limit of one call."""

import re

from botocore.exceptions import ClientError

from lingopoint import languages
from lingopoint_cli.doctor.check import Check
from lingopoint_cli.doctor.finding import DENIED, Finding, code_of, differs, failed, ok
from lingopoint_cli.doctor.texts.probes import REPORT, Probe, first_wrong
from lingopoint_cli.doctor.world import World

SENTENCE = "The library opens at nine every morning."
HEADING = "Opening hours"
DASH = "- No, thank you very much."
QUOTES = 'The sign says "closed" on Mondays.'
CAPITALS = "PRESS START NOW"
ENTITIES = "<p>Bread &amp; butter cost 5 &lt; 6 and &quot;more&quot;.</p>"
SIGNS = "Bread & butter cost 5 < 6."
EMOJI = "Thank you 🎉 and see you soon 👩‍👩‍👧!"
SHORT = ("Yes", "No", "Open", "Save")
TOO_LONG = "😀" * 2_501
"""One byte or more above 10,000, in a quarter as many characters: if it is taken after all, it costs little."""

_LONGEST = 20
"""Characters that a word may become, and eight for each that it has."""
_LOOK = "Readers see the translation as it came: it is complete, and looks a little different."


def judge_sentence(back: str) -> Finding:
    """Translated at all."""
    return failed("came back as it was") if back.strip() == SENTENCE else ok("came back translated")


def judge_heading(back: str) -> Finding:
    """Without a full stop of the service's own."""
    wrong = (
        "a full stop was added" if re.search(r"[.。।]\W*$", back.strip()) else "",
        "came back as several lines" if "\n" in back.strip() else "",
    )
    return first_wrong(wrong, ok("no full stop was added"))


def judge_dash(back: str) -> Finding:
    """The dash of a line of speech, or of a list."""
    return ok("it stays") if re.match(r"\W*[-–—]", back) else differs("the dash is gone")


def judge_quotes(back: str) -> Finding:
    """Signs of quotation, whichever the language has."""
    found = sum(sign in '"“”„«»‹›「」『』' for sign in back)
    return ok("they come in a pair") if found == 2 else differs(f"2 signs of quotation came back as {found}")


def judge_capitals(back: str) -> Finding:
    """Translated, and in capitals where there are any."""
    small = sum(letter.islower() for letter in back)
    wrong = (
        "came back as it was" if back.strip() == CAPITALS else "",
        "came back in small letters" if small > len(back) // 2 else "",
    )
    return first_wrong(wrong, ok("came back translated, in capitals"))


def judge_entities(back: str) -> Finding:
    """Escaped once."""
    text = re.sub(r"</?p\b[^<>]*>", "", back)
    if re.search(r"&amp;(?:amp|lt|gt|quot|#\d+);", text):
        return failed("escaped twice: readers would see `&amp;`")
    wrong = (
        "a raw `<` came back" if "<" in text else "",
        "a raw `&` came back" if re.search(r"&(?![A-Za-z]{2,6};|#)", text) else "",
        "`&` is gone" if "&amp;" not in text else "",
    )
    return first_wrong(wrong, ok("came back escaped as sent"))


def judge_signs(back: str) -> Finding:
    """Never escaped."""
    wrong = (
        "escaped, though it was plain text" if re.search(r"&(?:amp|lt);", back) else "",
        "full-width signs came back" if re.search(r"[＆＜．，]", back) else "",
        "`&` or `<` is gone" if "&" not in back and "<" not in back else "",
    )
    return first_wrong(wrong, ok("came back plain"))


def judge_emoji(back: str) -> Finding:
    """All of them, the composed one whole."""
    lost = [emoji for emoji in ("🎉", "👩‍👩‍👧") if emoji not in back]
    return differs(f"{len(lost)} of 2 emoji are gone or in pieces") if lost else ok("all came back")


def short(world: World) -> Finding:
    """Each alone, as the texts of buttons are sent."""
    backs = [world.service.say(word).text.strip() for word in SHORT]
    if not all(backs):
        return failed("nothing came back")
    grown = [len(back) for word, back in zip(SHORT, backs, strict=True) if len(back) > _LONGEST + 8 * len(word)]
    wrong = (
        f"a word became {max(grown)} characters" if grown else "",
        "all came back as they were" if tuple(backs) == SHORT else "",
        "a word became several lines" if any("\n" in back for back in backs) else "",
    )
    return first_wrong(wrong, ok(f"{len(SHORT)} words came back, each as one"))


def detection(world: World) -> Finding:
    """A sentence whose language is plain."""
    source = world.service.say(SENTENCE, languages.AUTO).source
    return ok("taken for English") if source == "en" else differs(f"English was taken for {source}")


def auto(world: World) -> Finding:
    """Two letters that are a word of any language."""
    try:
        source = world.service.say("OK", languages.AUTO).source
    except ClientError as error:
        return _of_detection(error)
    return ok(f"taken for {source}") if source in languages.NAMES else differs(f"taken for {source}")


def _of_detection(error: ClientError) -> Finding:
    code = code_of(error)
    if code in DENIED:
        raise error
    guess = error.response.get("DetectedLanguageCode")
    if code == "DetectedLanguageLowConfidenceException" and guess in languages.NAMES:
        return ok(f"not sure, with {guess} for a guess")
    return differs(f"refused: {code}")


def limit(world: World) -> Finding:
    """More bytes than one call may have, and far fewer characters."""
    try:
        world.service.say(TOO_LONG)
    except ClientError as error:
        code = code_of(error)
        if code in DENIED:
            raise
        size = code == "TextSizeLimitExceededException"
        return ok("refused above 10,000 bytes") if size else differs(f"refused above 10,000 bytes as {code}")
    return differs("taken above 10,000 bytes")


_NOT_TRANSLATED = "Documents are served in their own language, and each reader's request is billed."
_DETECTED = "Documents that do not say their language are taken for another one, or served as they are."
_NAME_IT = "Set SourceLanguage, or FallbackLanguage, or let documents say their language (docs/languages.md)."

CHECKS = (
    Probe(
        "translates",
        "Is a sentence translated?",
        SENTENCE,
        judge_sentence,
        _NOT_TRANSLATED,
        "Try again later, and another language with --to. If it stays so, ask AWS Support.",
    ).check(),
    Probe("heading", "Does a heading stay without a full stop?", HEADING, judge_heading, _LOOK).check(),
    Probe("dash", "Does the dash before a line stay?", DASH, judge_dash, _LOOK).check(),
    Probe("quotes", "Do signs of quotation come back in pairs?", QUOTES, judge_quotes, _LOOK).check(),
    Probe("capitals", "Are capitals translated, and capitals after it?", CAPITALS, judge_capitals, _LOOK).check(),
    Probe(
        "entities",
        "Do references come back escaped once?",
        ENTITIES,
        judge_entities,
        "Raw signs are noticed and escaped again. What is escaped twice would be shown so.",
        "If it failed, send us the answers before you serve HTML.",
    ).check(),
    Probe("signs", "Do `&` and `<` of plain text come back plain?", SIGNS, judge_signs, _LOOK).check(),
    Probe("emoji", "Do emoji come back?", EMOJI, judge_emoji, "Readers miss an emoji.", REPORT).check(),
    Check(
        "service.short texts",
        "Do single words come back as words?",
        "Buttons and table cells may read oddly.",
        "Put reviewed translations of them into the memory (`lingopoint memory import`).",
        short,
    ),
    Check("service.detection", "Is the language of a sentence detected?", _DETECTED, _NAME_IT, detection),
    Check("service.auto on OK", "What is the language of `OK`?", _DETECTED, _NAME_IT, auto),
    Check(
        "service.limit",
        "Are more than 10,000 bytes refused?",
        "Calls are packed for 10,000 bytes; the service's own limit is another one.",
        REPORT,
        limit,
    ),
)
