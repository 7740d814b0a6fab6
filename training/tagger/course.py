"""A course of training: warm-up, linear decay, slower layers near the words, averaged weights."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Iterator

import torch
from torch import Tensor, nn

from training.tagger.encoder import LAYERS, Tagger
from training.tagger.windows import Window

WARM_UP = 0.06
"""Share of the course in which the rate rises."""
EVERY = 4
"""Steps between two visits to the average."""
MEMORY = 0.985
"""What the average keeps at each visit, once it has settled."""


def run_course(
    model: Tagger,
    batches: Callable[[], list[list[Window]]],
    lose: Callable[[list[Window], float], Tensor],
    *,
    epochs: int,
    rate: float,
    decay: float,
) -> Iterator[Tagger]:
    """The averaged model after each epoch. `batches` plans an epoch; `lose` takes a batch and how
    far the course is, 0 to 1."""
    average = copy.deepcopy(model)
    optimizer = torch.optim.AdamW(
        group_parameters(model, rate, decay), betas=(0.9, 0.98), eps=1e-6, fused=True
    )
    rates = [group["lr"] for group in optimizer.param_groups]
    began, steps = time.time(), 0
    for epoch in range(epochs):
        plan = batches()
        for n, batch in enumerate(plan):
            progress = (epoch + n / len(plan)) / epochs
            set_rates(optimizer, rates, progress)
            model.train()
            loss = lose(batch, progress)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            steps += 1
            if steps % EVERY == 0:
                follow(average, model, steps)
            if steps % 50 == 0:
                spent = time.time() - began
                print(f"{spent:6.0f} s epoch {epoch} {n}/{len(plan)} loss {loss:.3f}", flush=True)
        yield average


def set_rates(optimizer: torch.optim.Optimizer, rates: list[float], progress: float) -> None:
    """The learning rates at that share of the course, of the full `rates` of the groups."""
    factor = min(progress / WARM_UP, 1.0) * max(0.02, 1 - progress)
    for group, full in zip(optimizer.param_groups, rates, strict=True):
        group["lr"] = full * factor


@torch.no_grad()
def follow(average: nn.Module, model: nn.Module, steps: int) -> None:
    """Moves the average towards the model: fast at first, later slowly."""
    kept = min(MEMORY, steps / (steps + 40))
    torch._foreach_lerp_(list(average.parameters()), list(model.parameters()), 1 - kept)


def group_parameters(model: Tagger, rate: float, decay: float) -> list[dict[str, object]]:
    """Learning rates: each layer `decay` times that of the one above; heads three times as fast."""
    heads = (model.tag_head, model.pos_head, model.xpos_head, model.relation_head)
    arcs = (model.child, model.parent)
    layers = [
        (layer.parameters(), decay ** (LAYERS - n - 1)) for n, layer in enumerate(model.layers)
    ]
    words = (model.pieces, model.places, model.norm)
    shares = [
        ((p for m in words for p in m.parameters()), decay ** (LAYERS + 1)),
        ((p for m in (model.features, model.corpora) for p in m.parameters()), 1.5),
        *layers,
        (model.join.parameters(), 1.0),
        ([model.root, *(p for m in (*heads, *arcs) for p in m.parameters())], 3.0),
    ]
    groups: list[dict[str, object]] = []
    for parameters, factor in shares:
        together = list(parameters)
        for flat, weight_decay in ((False, 0.01), (True, 0.0)):
            chosen = [p for p in together if (p.ndim <= 1) == flat]
            groups.append({"params": chosen, "lr": rate * factor, "weight_decay": weight_decay})
    return groups
