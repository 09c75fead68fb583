"""How a command fails: one line on standard error, and an exit code that a script can tell from the others.

0    done
1    a file could not be read, written or used whole, or the local stack failed
2    the command was called wrongly
3    there is no such object, bucket, access point or stack
4    access denied, or no credentials
5    the service answered with another error
6    the service could not be reached, or has no time just now: a retry may help
130  interrupted

Errors of AWS, of the core, of the local stack and of files become a Failure in one place, `failure`. `explained` says
what an error was about, where the error itself cannot know; `reported` tells it to the user.
"""

import functools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import ParamSpec, TypeVar

import typer

FILE = 1
USAGE = 2
NOT_FOUND = 3
DENIED = 4
REFUSED = 5
UNREACHABLE = 6
INTERRUPTED = 130

_P = ParamSpec("_P")
_R = TypeVar("_R")

_NOT_FOUND = {"NoSuchKey", "NoSuchBucket", "NoSuchAccessPoint", "NoSuchVersion", "AccessPointNotFound", "404"}
_PASSING = {"SlowDown", "ServiceUnavailable", "RequestTimeout", "503"}
_AS_EVER: Mapping[type[Exception], int] = MappingProxyType({})


class Failure(Exception):  # noqa: N818  not an error of the program: what its user is told
    """A command cannot go on. `message` is for its user."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.message = " ".join(message.split())
        self.exit_code = exit_code


def reported(command: Callable[_P, _R], teller: str = "lingopoint") -> Callable[_P, _R]:
    """The command, with every foreseeable failure told in one line that begins with `teller`."""

    @functools.wraps(command)
    def guarded(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        try:
            return command(*args, **kwargs)
        except BrokenPipeError:
            raise  # whoever read our output has had enough: no failure of ours
        except Exception as error:
            told = failure(error)
            if told is None:
                raise
            typer.echo(f"{teller}: {told.message}", err=True)
            raise typer.Exit(told.exit_code) from error

    return guarded


@contextmanager
def explained(about: str = "", codes: Mapping[type[Exception], int] = _AS_EVER) -> Iterator[None]:
    """Foreseeable errors are raised as Failure: said to be `about` something, with the exit codes of `codes` first."""
    try:
        yield
    except Failure:
        raise
    except Exception as error:
        told = failure(error, about)
        if told is None:
            raise
        exit_code = next((code for kind, code in codes.items() if isinstance(error, kind)), told.exit_code)
        raise Failure(told.message, exit_code) from error


def failure(error: Exception, about: str = "") -> Failure | None:
    """What an error means to the user, and what it was `about`; None for what nobody foresaw."""
    if isinstance(error, Failure):
        return error
    from botocore.exceptions import BotoCoreError, ClientError  # takes long to import

    from lingopoint_local.failure import StackError

    if isinstance(error, ClientError):
        return _answered(error.response)
    if isinstance(error, BotoCoreError):
        return _unanswered(error)
    if isinstance(error, StackError):
        return Failure(str(error), FILE)
    if isinstance(error, OSError):
        return Failure(os_error_in_words(error, about), FILE)
    return service_failure(error, about)


def service_failure(error: Exception, about: str = "") -> Failure | None:
    """What the core says of the translation service, and of settings; None for any other error."""
    from lingopoint.errors import LingopointError
    from lingopoint.ports import RefusedError

    prefix = f"{about}: " if about else ""
    if isinstance(error, LingopointError):
        exit_code = UNREACHABLE if error.status == 503 else REFUSED
        return Failure(f"{prefix}{error.message} {error.detail}", exit_code)
    return Failure(f"{prefix}{_refusal(error)}", REFUSED) if isinstance(error, RefusedError) else None


def _refusal(error: Exception) -> str:
    """A refusal in the service's own words where there are any: who runs the command made the call."""
    said: object = getattr(error.__cause__, "response", {}).get("Error", {}).get("Message")
    return str(said or error)


def os_error_in_words(error: OSError, about: str = "") -> str:
    """`a.txt: No such file or directory`; `about` is for errors that name no file."""
    return f"{error.filename or about or 'input or output'}: {error.strerror or error}"


def _answered(response: object) -> Failure:
    """The service's own error."""
    members = response if isinstance(response, dict) else {}
    said, status = members.get("Error", {}), members.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    code, message = said.get("Code") or str(status), said.get("Message") or "no further explanation"
    missing_stack = code == "ValidationError" and "does not exist" in message
    if code in _NOT_FOUND or status == 404 or missing_stack:
        return Failure(f"{code}: {message}", NOT_FOUND)
    if status in (401, 403):
        return Failure(f"{code}: {message}", DENIED)
    return Failure(f"{code}: {message}", UNREACHABLE if code in _PASSING or status == 503 else REFUSED)


def _unanswered(error: Exception) -> Failure:
    """A fault on this side of the service."""
    from botocore import exceptions as boto

    denied = (boto.NoCredentialsError, boto.PartialCredentialsError, boto.CredentialRetrievalError, boto.SSOError)
    usage = (boto.ProfileNotFound, boto.ParamValidationError, boto.InvalidRegionError)
    if isinstance(error, denied):
        return Failure(f"no AWS credentials: {error}", DENIED)
    if isinstance(error, boto.NoRegionError):
        return Failure("no AWS Region: set AWS_DEFAULT_REGION, or `region` in the profile (`aws configure`)", USAGE)
    if isinstance(error, usage):
        return Failure(str(error), USAGE)
    broken = (boto.HTTPClientError, boto.ConnectionError, boto.IncompleteReadError)
    return Failure(str(error), UNREACHABLE if isinstance(error, broken) else REFUSED)
