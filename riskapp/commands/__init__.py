"""The command line: the same operations as in the browser, each command a module that is loaded when asked for."""

import sys
from importlib import import_module
from typing import Any

import click

from riskapp import __version__
from riskapp.commands.refusing import ReaderGone, tell

COMMANDS = {
    "init": ("instance", "Make the instance: folder, keys, secret and database."),
    "demo": ("demonstrating", "Load the demo trust into an empty instance."),
    "serve": ("serving", "Serve the pages with gunicorn."),
    "jobs": ("working", "Do what is due when nobody asks; serve does it by itself."),
    "import": ("importing", "Take in estate files: a folder, a ZIP or an XLSX workbook."),
    "export": ("exporting", "Write the estate as files that read back to the same estate."),
    "blast-radius": ("blast_radius", "What a failure, a lie or a leak of these assets reaches."),
    "rank": ("ranking", "All assets, those with the gravest blast radius first."),
    "cut-sets": ("cut_sets", "The smallest sets of assets whose joint failure takes an asset down."),
    "what-if": ("what_if", "The same, if the estate were changed: what that saves and what it costs."),
    "restart": ("restart", "In which order to start what an outage took down."),
    "needs": ("needs", "What assets are needed for by others, beside what is said of them."),
    "completeness": ("completeness", "What the estate does not say."),
    "assessments": ("assessments", "List the assessments with scope, state and version."),
    "staleness": ("staleness", "Judge whether approvals still rest on the estate that they rested on."),
    "import-pia": ("moving_in", "Move in a DPIA from a file of the CNIL PIA tool."),
    "export-pia": ("moving_out", "Write a DPIA as a file for the CNIL PIA tool."),
    "report": ("reporting", "Write the PDF report of an assessment, or issue one of the register and the like."),
    "verify": ("verifying", "Check a PDF: signed by us, unchanged, and on file?"),
    "audit": ("auditing", "Check the audit trail, export it, sign it, erase a name from it."),
    "remind": ("reminding", "Tell people of what is due; `serve` does it daily by itself."),
    "timestamp": ("stamping", "Add the time stamps that signed reports wait for."),
    "recompute": ("recomputing", "Compute a report anew from what it carries, and compare."),
    "users": ("users", "Add people, give roles, set passwords."),
    "check": ("checking", "Check settings, database, keys, trail and clock, a line each."),
}
"""Each command's module in this package, and its line in `riskapp --help`."""

TRY_IT = """\b
To try it, with an invented hospital trust:
  riskapp demo
  riskapp serve
  riskapp blast-radius wan --threat availability
Every command explains itself, with an example:
  riskapp rank --help
"""


class LazyGroup(click.Group):
    """Loads a command's module only when it is used, so that a small command starts at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order in which a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"riskapp.commands.{COMMANDS[cmd_name][0]}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. Click would end with status 1 where a reader such as `head` has gone away."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise ReaderGone from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with a line each, without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]}, epilog=TRY_IT)
@click.version_option(__version__, prog_name="riskapp")
def riskapp() -> None:
    """Information-security and privacy risk assessment for hospitals.

    The instance folder is ./instance, or the one that RISKAPP_INSTANCE names.

    Exit status: 0 done; 1 a negative answer, such as an invalid signature; 2 wrong input, or something that riskapp
    needs is missing; 70 a fault of riskapp itself, whose traceback RISKAPP_DEBUG=1 shows. Messages go to standard
    error.
    """


def main() -> None:
    """Run a command; whatever ends it early becomes one line on standard error and an exit status other than 1."""
    try:
        riskapp.main(prog_name="riskapp", standalone_mode=False)
    except SystemExit:
        raise
    except BaseException as error:  # noqa: BLE001 - the way out of the program: all that is left becomes a sentence
        sys.exit(tell(error))
