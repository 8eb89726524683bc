"""What a command says that cannot go on, and with which exit status; RISKAPP_DEBUG adds the traceback."""

import os
import signal
import sys
import traceback

import click
from click.exceptions import Abort, NoArgsIsHelpError

from riskapp.errors import RiskappError

WRONG_INPUT = 2
OUR_FAULT = 70
"""EX_SOFTWARE of sysexits.h: neither an answer nor wrong input."""

_LONGEST_WORD = 200


class ReaderGone(Exception):
    """Whoever read standard output, such as `head`, has closed it."""


def tell(error: BaseException) -> int:
    """Say on standard error why the command ends, and return its exit status: 2, 70, or 128 and a signal's number."""
    if os.environ.get("RISKAPP_DEBUG"):
        traceback.print_exception(error)
    status, sentence = _answer(error)
    if sentence:
        click.echo(sentence, err=True)
    return status


def sentence_of(error: Exception) -> str:
    """The one line that tells of `error`."""
    return _answer(error)[1]


def _answer(error: BaseException) -> tuple[int, str]:
    if isinstance(error, ReaderGone):
        _leave_output()
        return 128 + signal.SIGPIPE, ""
    if isinstance(error, KeyboardInterrupt) or isinstance(error.__context__, KeyboardInterrupt):
        return 128 + signal.SIGINT, "Interrupted."
    if isinstance(error, NoArgsIsHelpError):
        return WRONG_INPUT, error.format_message()
    why = _reason(error)
    if why is not None:
        return WRONG_INPUT, one_line(why)
    name = type(error).__name__
    fault = f"riskapp failed by a fault of its own ({name}: {error}). RISKAPP_DEBUG=1 shows where: please report it."
    return OUR_FAULT, one_line(fault)


def _reason(error: BaseException) -> str | None:
    """What is wrong with the input or the surroundings; None where the fault is ours."""
    match error:
        case RiskappError():
            return str(error)
        case Abort():
            return "Stopped: the question was not answered."
        case click.UsageError(ctx=click.Context() as context):
            return f"riskapp: {error.format_message()} See {context.command_path} --help."
        case click.ClickException():
            return f"riskapp: {error.format_message()}"
        case OSError():
            place = "Standard output" if error.filename is None else os.fsdecode(error.filename)
            return f"{place} cannot be read or written: {error.strerror or error}."
        case MemoryError():
            return "There is not enough memory for this: ask for less, or use a larger machine."
        case RecursionError():
            return "The input is nested too deeply."
        case UnicodeError():
            return _text_fault(error)
    return None


def _text_fault(error: UnicodeError) -> str | None:
    odd = [word for word in sys.argv[1:] if any("\ud800" <= character <= "\udfff" for character in word)]
    if odd:
        return f"The argument {odd[0]} is not UTF-8 text."
    if isinstance(error, UnicodeDecodeError):
        return f"What was read is not text in {error.encoding}: {error.reason} at byte {error.start}."
    if isinstance(error, UnicodeEncodeError) and not error.encoding.startswith("utf"):
        return f"The answer cannot be written in {error.encoding}: set PYTHONIOENCODING=utf-8."
    return None


def one_line(text: str) -> str:
    """`text` as one line that a terminal can show: what cannot be printed is escaped, and endless words are cut."""
    words = [word if len(word) <= _LONGEST_WORD else f"{word[:_LONGEST_WORD]}..." for word in text.split()]
    return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in " ".join(words))


def _leave_output() -> None:
    """Point standard output nowhere, or the interpreter complains about the closed pipe when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
