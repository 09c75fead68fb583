"""What translates local files: Amazon Translate, or one of the engines of the local stack in this very process."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from lingopoint.adapters.system_clock import SystemClock
from lingopoint.ports import Translator
from lingopoint.translation import Pace, Tools
from lingopoint_in_memory import DictMemory

if TYPE_CHECKING:
    from mypy_boto3_translate import TranslateClient

_CONCURRENCY = 16
"""Most calls at the same time."""


@contextmanager
def tools(name: str) -> Iterator[Tools]:
    """What translates with the engine of that name (`options.TranslationEngine`). Its processes end with the context.

    It remembers what it translated, so that a sentence of several files is sent once.
    """
    with _translator(name) as translator:
        yield Tools(translator, SystemClock(), Pace(_CONCURRENCY), DictMemory())


@contextmanager
def _translator(name: str) -> Iterator[Translator]:
    from lingopoint.adapters.amazon_translate import AmazonTranslator, client_config

    if name == "aws":
        import boto3
        from botocore.exceptions import NoCredentialsError

        session = boto3.Session()
        client = session.client("translate", config=client_config(_CONCURRENCY))
        if session.get_credentials() is None:  # told at once, and not as a service that does not answer
            raise NoCredentialsError
        yield AmazonTranslator(client)
        return
    from lingopoint_local.translate.engines.choice import engine_named
    from lingopoint_local.translate.in_process import InProcessClient
    from lingopoint_local.translate.service import TranslateApi

    local = engine_named(name)
    try:
        yield AmazonTranslator(cast("TranslateClient", InProcessClient(TranslateApi(local))))
    finally:
        local.close()
