"""`extract`: texts in, records out, one JSON object a line (the extraction contract)."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from typing import IO

import msgspec

from tui.agreement.model import Agreement
from tui.report.archives.inputs import Inputs
from tui.report.archives.items import Done, Engine
from tui.report.archives.odd import told
from tui.report.archives.output import Output
from tui.report.archives.progress import Progress
from tui.report.archives.reading import Job


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How an extraction is run; none of it changes what is read."""

    output: Path | None = None
    """Where the lines go, None for standard output."""
    resume: bool = False
    """Go on with `output` where an earlier run ended."""
    workers: int = 1
    dask: str | None = None
    """Address of the scheduler of a Dask cluster."""


def run_extract(
    files: Sequence[str], agreement: Agreement, stdin: IO[bytes], out: IO[bytes], options: Options | None = None
) -> int:
    """Print what is read from each input, in input order. How many could not be read; each is told on standard
    error with its name, and the others go on.

    Raises `OutputError` when the output is not such that it can be written, and `WriteError`, `PoolError` or
    `ClusterError`, all with messages that are meant for the user. A run that is interrupted leaves whole lines and no
    processes behind.
    """
    options = options or Options()
    if options.output is None:
        inputs = Inputs(files, stdin)
        quiet = out.isatty()  # the line of progress would stand among the records
        return _run(inputs, Job(agreement), options, _Stream(out), quiet=quiet)
    with Output(options.output, agreement.id, resume=options.resume) as output:
        if "-" not in files:  # what comes from elsewhere comes once, and is compared on the way
            output.compare(Inputs(files, stdin, leave_out=options.output))
        inputs = Inputs(files, stdin, leave_out=options.output)
        return _run(inputs, Job(agreement, cited=True), options, output, quiet=False)


def _run(inputs: Inputs, job: Job, options: Options, sink: _Stream | Output, *, quiet: bool) -> int:
    shown = sys.stderr.isatty() and not quiet
    progress = Progress(size=inputs.size if shown else None, shown=shown)
    items = sink.remaining(inputs) if isinstance(sink, Output) else iter(inputs)
    try:
        with contextlib.closing(_started(_engine(job, options)(items))) as results:
            for done in results:
                sink.write(done)
                if done.problem is not None:
                    progress.say(f"ceasefire-tui: {done.at}: {done.problem}")
                progress.step(inputs.consumed, failed=done.problem is not None)
    finally:
        progress.clear()
    if inputs.passed_over:
        kinds = ", ".join(f"{ending} {count}" for ending, count in sorted(inputs.passed_over.items()))
        _tell(f"files of other kinds were passed over: {kinds}")
    if inputs.without_article:
        _tell(told(inputs.without_article))
    return progress.failed


def _engine(job: Job, options: Options) -> Engine:
    if options.dask:
        from tui.report.archives.cluster import Cluster

        return Cluster(job, options.dask).run
    if options.workers > 1:
        from tui.report.archives.pool import Pool

        return Pool(job, options.workers).run
    return job.run


def _started(results: Iterator[Done]) -> Generator[Done]:
    # a generator, whatever the engine is, so that it can be closed
    yield from results


class _Stream:
    """Standard output."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out

    def write(self, done: Done) -> None:
        if done.line is not None:
            self._out.write(done.line)
            self._out.flush()


def _tell(text: str) -> None:
    sys.stderr.write(f"ceasefire-tui: {text}\n")
