"""`ceasefire-tui extract`: text in, records out."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tui.setup import DONE, FAILED, PARTLY, WRONG, Setup


@click.command()
@click.argument("files", nargs=-1, type=click.Path(), metavar="[FILE|FOLDER]...")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Write there, with where each is from.")
@click.option(
    "--resume",
    is_flag=True,
    help="Go on with the output of an earlier run; what could not be read then is tried again.",
)
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes that read.")
@click.option("--dask", metavar="ADDRESS", help="Read on the Dask cluster whose scheduler is at tcp://HOST:PORT.")
@click.pass_obj
def extract(
    setup: Setup, files: tuple[str, ...], output: Path | None, resume: bool, workers: int, dask: str | None
) -> None:
    """Text in, records out: quotes, figures and status as JSON Lines.

    Reads .jsonl, .json, .txt, .html, web archives (.warc, .wet), each also with .gz or .zst, and folders of them; "-"
    or none is JSON Lines, or an array, on standard input. The order of the output is that of the inputs, whoever reads.
    Neither the store nor the network is touched. Exit code 3 when some inputs could not be read.
    """
    from tui.report.archives.output import OutputError
    from tui.report.extracting import Options, run_extract

    if resume and output is None:
        raise click.UsageError("--resume needs --output FILE: the file to go on with")
    if dask and workers > 1:
        raise click.UsageError("--workers and --dask exclude each other: the cluster has its own workers")
    options = Options(output=output, resume=resume, workers=workers, dask=dask)
    # the agreement alone: a mistake among the sources does not concern this command
    try:
        failed = run_extract(files or ("-",), setup.agreement, sys.stdin.buffer, sys.stdout.buffer, options)
    except OutputError as error:
        click.echo(f"ceasefire-tui: {error}", err=True)
        raise SystemExit(WRONG) from None
    except KeyboardInterrupt:
        left = f"; what was read is in {output}, --resume goes on" if output else ""
        click.echo(f"ceasefire-tui: interrupted{left}", err=True)
        raise SystemExit(FAILED) from None
    raise SystemExit(PARTLY if failed else DONE)
