"""Which string values of a key/value document are human text.

Paths are the keys and list indexes from the root joined by "/": "items/0/title". In a pattern `*` stands for any
characters within one step and `**` for any number of steps; a pattern also covers everything below what it names.
So "title" is the root's title only, "**/title" every title, and "meta" all that is inside `meta`. `exclude` wins.
When `include` is given exactly what it covers is translated. Otherwise the rule below decides; a value without a
letter is never wanted.

1. Never by shape: URLs, e-mail addresses, remotes, file paths, globs, colours, dates and their formats, versions and
   all else that starts with a digit, hashes, language tags, MIME types, identifiers (`snake_case`, `dotted.name`,
   `camelCase`, `PascalCase`, `UTF-8`, `acme/Tool`); several of these in a row; serialised JSON, which is what parses as
   JSON; SQL, shell commands, options, expressions, regular expressions, CSS functions, scripts, keys in PEM form,
   `Name <address>`, headers of plural forms, and text whose only letters are in placeholders.
2. Never in a schema (JSON Schema, OpenAPI): what is below `enum`, `const`, `default`, `required`, `example`. The items
   of lists called `enum` and `required` in any document.
3. By key only a sentence: under `NEVER` (class, style, format, command, ...), and right inside of `scripts`, `env` and
   the like. A sentence begins with a capital letter or a placeholder, and has words in lower case. Keys that start with
   `$` or `@` are never text.
   A key counts as a whole (`fileName` is `filename`) and by its last word, singular, without digits at the end:
   `imageUrls`, `image_url` and `url2` are all `url`. An item of a list counts by the key of the list.
4. A key is decided once by its first values (`facts`). Where half of them are codes by rule 1, flags (yes, TRUE, N/A)
   or, but under a key of `HUMAN`, single words as in rule 5, only sentences are text. In a table (CSV) that is a
   column, and flags in capitals are no text anywhere.
5. One lower-case ASCII word, or several joined by hyphens (`draft`, `sign-up`), is an enumeration value: wanted only
   under a key of `HUMAN` (title, label, text, ...), or where four fifths of the key's values are several words.
6. Any other single word (`Article`) is wanted, except under a key of `TOKEN` (type, id, status, url, ...).
7. Everything else is wanted; and so is, before rules 3 and 6, a key repeated as its own label: {"type": "Article"}
   stays, {"type": "Type"} is translated.

A catalogue is a document in which nearly all strings are words, two fifths of them several, and few are in lists of
records. In it rules 3, 4 and 6 do not hold, and in one of ten strings or more rule 5 holds for keys of `TOKEN` and
`NEVER` alone.
"""

from lingopoint.formats.values.selection.rule import Selection, is_text, wanted

__all__ = ["Selection", "is_text", "wanted"]
