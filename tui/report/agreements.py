"""`agreement`: which there are, what one says, whether a file is right, and a template to begin from."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path
from typing import Any

import click
import msgspec

from tui.agreement.checking import doubtful
from tui.agreement.ending import ending
from tui.agreement.model import Agreement, AgreementError, assemble, available, load
from tui.agreement.references import Problem, unresolved
from tui.text import plural


def run_list(*, as_json: bool) -> None:
    """Print the agreements that come with the program, one a line."""
    found = [load(name) for name in available()]
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode([_head(a) for a in found]), indent=2).decode())
        return
    now = datetime.now(UTC)
    for a in found:
        size = f"{plural(len(a.phases), 'phase')}, {plural(len(a.commitments), 'commitment')}"
        end = ending(a, now)
        since = f"{a.effective:%d %b %Y}"
        stands = f"took effect {since}, {end.line}" if end else f"in force since {since}"
        click.echo(f"{a.id:<14} {a.title}; {stands}; {size}")


def _head(a: Agreement) -> dict[str, Any]:
    return {
        "id": a.id,
        "title": a.title,
        "signed": a.signed,
        "effective": a.effective,
        "phases": len(a.phases),
        "commitments": len(a.commitments),
        "indicators": len(a.indicators),
    }


def run_show(agreement: Agreement, *, as_json: bool) -> None:
    """Print one agreement: what was promised by whom, what is counted by whom, who speaks."""
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(agreement), indent=2).decode())
    else:
        click.echo("\n".join(to_text(agreement)))


def to_text(a: Agreement) -> list[str]:
    """One fact a line; no boxes, no colour."""
    lines = [f"{a.title} [{a.id}]", f"signed {a.signed:%d %b %Y}, in force since {a.effective:%d %b %Y %H:%M %z}"]
    for title, ids in (
        ("parties", a.parties),
        ("bound, did not sign", a.bound_but_not_signatory),
        ("mediators", a.mediators),
        ("observers", a.observers),
    ):
        if ids:
            lines.append(f"{title}: {_names(a, ids)}")
    if end := ending(a, datetime.max.replace(tzinfo=UTC) - timedelta(days=2)):
        lines.append(end.line)
    for phase in sorted(a.phases, key=lambda p: p.order):
        lines += ["", phase.title]
        for c in a.in_phase(phase.id):
            lines.append(f"  {c.title} [{c.id}]")
            terms: list[str] = [c.kind]
            if c.quota:
                terms.append(f"{c.quota.value:g} {c.quota.unit} a {c.quota.per}")
            if c.target is not None:
                terms.append(f"target {c.target:g}")
            if c.deadline:
                terms.append(f"by {c.deadline:%d %b %Y}")
            lines.append(f"    {', '.join(terms)}; to be done by {_names(a, c.obligated)}")
            if c.acceptance:
                said = "; ".join(f"{a.claimant_label(who)} {how}" for who, how in c.acceptance.items())
                lines.append(f"    {said}")
            lines += [f"    on condition that {x.condition}, per {a.claimant_label(x.asserted_by)}" for x in c.linkage]
    if a.indicators:
        lines += ["", "What is counted"]
    for i in a.indicators:
        of = f" of {i.target:g}" if i.target is not None else ""
        who = f", per {_names(a, i.claimants)}" if i.claimants else ""
        lines.append(f"  {i.label}, {i.unit}{of}{who} [{i.id}]")
    return lines


def _names(a: Agreement, ids: tuple[str, ...]) -> str:
    return ", ".join(a.claimant_label(i, i) for i in ids)


def run_check(which: str) -> int:
    """Print everything that is wrong or doubtful in an agreement file, each with file and line. How many faults; notes
    are no faults.

    Raises `AgreementError` when there is nothing that could be checked.
    """
    try:
        read = assemble(which)
    except AgreementError as error:
        if not Path(which).is_file():
            raise
        click.echo(str(error))
        click.echo(f"{which}: this has to be mended before the rest can be checked")
        return 1
    a = read.agreement
    found = list(unresolved(a))
    if not found:  # what is doubtful can be told only where everything refers to something
        found = [*doubtful(a, read.own_actors), *_idle(a)]
    faults = sum(not p.note for p in found)
    order = {name: n for n, name in enumerate(("", "documents", "baselines", "phases", "commitments", "indicators"))}
    for problem in sorted(found, key=lambda p: (order.get(p.section, len(order)), p.entry)):
        click.echo(("note: " if problem.note else "") + read.tell(problem))
    if found:
        notes = f", {plural(len(found) - faults, 'note')}" if faults < len(found) else ""
        click.echo(f"{read.lines.file}: {plural(faults, 'fault') if faults else 'no fault'}{notes}")
    else:
        click.echo(
            f"{read.lines.file}: nothing to mend: {plural(len(a.commitments), 'commitment')}, "
            f"{plural(len(a.indicators), 'indicator')}, {plural(read.own_actors, 'actor')} of its own"
        )
    return faults


def _idle(a: Agreement) -> list[Problem]:
    from tui.extract.undertakings.idle import idle_phrases

    return [
        Problem(
            "commitments",
            idle.entry,
            idle.kind,
            f'"{idle.phrase}"',
            f'{idle.kind} of commitment "{a.commitments[idle.entry].id}"',
            f'"{idle.phrase}" names no act by itself: it only helps to tell commitments of one topic apart'
            if idle.found
            else f'"{idle.phrase}" is found in no text: its words are not such as a text has',
            note=idle.found,
        )
        for idle in idle_phrases(a)
    ]


def template() -> str:
    """A commented agreement file that loads, checks clean and runs."""
    return (resources.files("tui.report") / "agreement_template.toml").read_text(encoding="utf-8")
