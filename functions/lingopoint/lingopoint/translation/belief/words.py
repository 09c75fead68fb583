"""Words that other languages write in digits, and those that they write for digits."""

import re

THOUSANDS = re.compile(
    r"""thousand|hundred|tausend|hundert|tusen|tusin|hundra|hundre|duizend|honderd|\bmil|\bcent|\bcien|\bmii\b|\bmie\b
      | tysi[ąęc]|tis[íi]c|ty?s[yí]c|tis[uo][ćč]|hiljad|тыс|тис|хиляд|хиљад|илјад|tūkst|tuha[tn]|ezer|\bbin\b|\bmin\b
      | ribu|nghìn|ngàn|libo|elfu|χίλι|χιλι|ألف|آلاف|אלף|אלפ|هزار|ہزار|हज़ार|हजार|হাজার|હજાર|ਹਜ਼ਾਰ|ஆயிர|వేల|వెయ్యి|ಸಾವಿರ
      | ആയിര|දහස|พัน|千|천|万|萬|мың|мянга|հազար|ათას""",
    re.VERBOSE | re.IGNORECASE,
)
"""Words for round numbers: 2000 may become dos mil, 1500 fünfzehnhundert."""

IN_WORDS = re.compile(
    r"""\b(?: one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve | \w*teen(?:s|th|ths)? | teenage\w*
        | (?:twen|thir|for|fif|six|seven|eigh|nine)t(?:y|ies|ieth) | (?:hundred|thousand|million|billion)\w* | dozens?
        | a|an|single|double|triple|once|twice|thrice|both|half|pair|couple|quarter|noon|midnight|decade|centur(?:y|ies)
        | first|second|third|\w+th | last|next|per|ground | freshm[ae]n|sophomores? | yesterday|tomorrow | semester
        | yearly|annual|hourly|daily|weekly|monthly|quarterly|fortnightly | bi(?:weekly|monthly|annual|lingual)\w*
        | weekdays? | (?:mon|tue|wed|thu|fri|sat|sun)(?:s|rs|nes|ur)?(?:days?)? )\b
      | \b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)
      | (?-i:\b(?:[IVX]{2,}|[VX])\b) """,
    re.VERBOSE | re.IGNORECASE,
)
"""English: numbers, ordinals, months ("9月"), days ("thứ 2"), Roman numerals."""
