"""What all commands share: the case they work on, errors in two lines, help grouped by purpose."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import click

from linewatch.errors import LinewatchError, Refused

if TYPE_CHECKING:
    from linewatch.desk import Case

Verb = TypeVar("Verb", bound=Callable[..., Any])
# The purposes in the order of an analyst's work; a command belongs to one of them.
PURPOSES = (
    "Begin",
    "Read documents",
    "Record who said what",
    "Look at the record",
    "Measure",
    "Set texts side by side",
    "Follow words",
    "Weigh explanations",
    "Run the movement",
    "Put right",
    "Write and share",
)
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON value instead of a table.")


@dataclass(slots=True)
class Session:
    """The case that a command line names, opened when a command first needs it."""

    folder: str
    debug: bool = False
    opened: list[Case] = field(default_factory=list["Case"])

    @property
    def case(self) -> Case:
        """The open case."""
        if not self.opened:
            from linewatch import desk  # noqa: PLC0415 - help must not wait for it

            self.opened.append(desk.open(self.folder))
        return self.opened[0]


class Verbs(click.Group):
    """A group whose help lists commands by purpose, and whose expected errors are two lines."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.purposes: dict[str, str] = {}

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands under the purpose they serve."""
        for purpose in PURPOSES:
            listed = [
                (name, command.get_short_help_str(limit=90))
                for name, command in self.commands.items()
                if self.purposes.get(name) == purpose
            ]
            with formatter.section(purpose):
                formatter.write_dl(listed)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an expected error ends it with what is wrong and what to do."""
        try:
            return super().invoke(ctx)
        except click.NoSuchOption as error:
            if error.option_name in ("--case", "--debug"):
                told = f"{error.message} It goes before the verb: linewatch {error.option_name} …"
                raise click.UsageError(told, error.ctx) from error
            raise
        except KeyboardInterrupt:
            click.echo(
                "Stopped. What was told as done is kept; the same command goes on from there.", err=True
            )
            ctx.exit(1)
        except LinewatchError as error:
            session = ctx.find_object(Session)
            if session and session.debug:
                click.echo(traceback.format_exc(), err=True)
            if isinstance(error, Refused):
                tell(error.problems)
            click.echo(f"Error: {error.what}\n{error.next_step}", err=True)
            ctx.exit(1)
        finally:
            session = ctx.find_object(Session)
            for case in session.opened if session else ():
                case.close()


def cite_options(what: str = "it rests on") -> Callable[[Verb], Verb]:
    """Return a decorator that gives a verb the options --cite and --words.

    Args:
        what: What the passage does, in the help of --cite.
    """

    def with_options(command: Verb) -> Verb:
        told = "The exact words there, a dozen at most; after each --cite."
        command = click.option("--words", multiple=True, help=told)(command)
        passage = f"The passage {what}; may be repeated."
        return click.option("--cite", multiple=True, metavar="DOC:N", help=passage)(command)

    return with_options


def tell(lines: Sequence[str]) -> None:
    """Write progress or remarks where they do not mix with results."""
    for line in lines:
        click.echo(line, err=True)
