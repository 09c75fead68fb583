"""LibreOffice is a large program, which few machines have: its tests are there where it is."""

from tests.corpora.opened import LIBREOFFICE

collect_ignore = [] if LIBREOFFICE else ["test_opened.py"]
