"""Configuration: the function's environment, overridden by the payload of the access point that was called.

A setting is declared once, on its field of `Config`: how it is read, its default, its parameter in the template, and
what it is. docs/configuration.md is made from that, and tests hold the template to it.
"""

from lingopoint.config.setting import IN_PAYLOAD, MADE, Setting
from lingopoint.config.settings import FORMALITIES, OF_THE_FUNCTION, PREFIX, SETTINGS, VARIABLES, Config, variable

__all__ = [
    "FORMALITIES",
    "IN_PAYLOAD",
    "MADE",
    "OF_THE_FUNCTION",
    "PREFIX",
    "SETTINGS",
    "VARIABLES",
    "Config",
    "Setting",
    "variable",
]
