"""Before a language model is asked: what it will take, and whether a person wants it; and what it took."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from sourceline.cli.words import count
from sourceline.errors import UsageError

if TYPE_CHECKING:
    from sourceline.pipeline.reports import Estimate, ModelReport


def make_consent(*, yes: bool) -> Callable[[Estimate], None]:
    """What tells the estimate on stderr and waits for a yes, unless it was given; a no ends the command."""

    def consent(estimate: Estimate) -> None:
        click.echo(format_estimate(estimate), err=True)
        if yes:
            return
        if not sys.stdin.isatty():
            raise UsageError(
                "Nobody is here to agree, so nothing was sent.\n    Add --yes to have it asked."
            )
        click.confirm("Ask it?", abort=True, err=True)

    return consent


def format_estimate(estimate: Estimate) -> str:
    """What would be sent, where, and what it may cost."""
    key = f" with the key in {estimate.key_name}" if estimate.key_name else " without a key"
    return (
        f"{estimate.model} at {estimate.host}{key} would get {count(estimate.requests, 'question')}"
        f" with the text of {count(estimate.sources, 'source')}: some {_format_cost(estimate)}."
    )


def tell_model(report: ModelReport | None) -> None:
    """What was asked and what it took, and what of the answers the sources do not bear out; on stdout."""
    if report is None:
        return
    if report.estimate.requests:
        asked = count(report.estimate.requests, "answer")
        click.echo(f"{report.estimate.model} gave {asked}: {_format_cost(report.estimate)}.")
    if report.left_out:
        whole = sum(number for _, number in report.left_out)
        click.echo(f"Left out of its answers, since the sources do not bear it out: {whole:,}")
        width = max(len(f"{number:,}") for _, number in report.left_out)
        for reason, number in report.left_out:
            click.echo(f"  {number:>{width},} {reason}")


def _format_cost(estimate: Estimate) -> str:
    tokens = f"{estimate.tokens_in:,} tokens in, {estimate.tokens_out:,} out"
    if estimate.price is None:
        return f"{tokens}; site.yaml states no price"
    return f"{tokens}; price {estimate.price.normalize():f}"
