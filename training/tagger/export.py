"""Turns trained weights into the files the package ships: two int8 ONNX graphs and a vocabulary.

python -m training.tagger.export model.pt senses.pt sourceline/extract/tagger/model
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.tagger.encoder import HEADS, WIDTH, Layer, Senses, Tagger
from training.tagger.scheme import CORPORA, KINDS, POS, RELATIONS, TAGS, XPOS
from training.tagger.train import find_base


class Reader(nn.Module):
    """One window without padding; the embeddings already in eight bits, one scale a row."""

    def __init__(self, tagger: Tagger, styles: dict[str, float]) -> None:
        super().__init__()
        table = tagger.pieces.weight.detach()
        scale = table.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("table", (table / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)
        style = sum(w * tagger.corpora.weight[CORPORA.index(c)] for c, w in styles.items())
        self.register_buffer("places", (tagger.places.weight + style).detach())
        self.tagger = tagger

    def forward(self, ids: Tensor, features: Tensor, first: Tensor, last: Tensor):
        t = self.tagger
        x = self.table[ids].float() * self.scale[ids]
        x = t.norm(x + self.places[: ids.shape[0]] + t.features(features).sum(1))
        for n, layer in enumerate(t.layers):
            if n == Senses.BRANCH:
                branch = x
            x = run_layer(layer, x)
        h = nn.functional.gelu(t.join(torch.cat((x[first], x[last]), -1)))
        children, parents = t.child(h), t.parent(h)
        arcs = torch.cat(((children @ t.root)[:, None], children @ parents.T), -1)
        tags = torch.log_softmax(t.tag_head(h), -1)
        best = (head(h).argmax(-1) for head in (t.pos_head, t.xpos_head, t.relation_head))
        return tags, *best, arcs, branch


class SenseReader(nn.Module):
    """What the words of a window tell of, from what the tagger's lower layers made of it."""

    def __init__(self, senses: Senses) -> None:
        super().__init__()
        self.senses = senses

    def forward(self, states: Tensor, first: Tensor, last: Tensor):
        x, s = states, self.senses
        for layer in s.layers:
            x = run_layer(layer, x)
        told = nn.functional.gelu(s.join(torch.cat((x[first], x[last]), -1)))
        return torch.softmax(s.out(told), -1), torch.softmax(s.weigh(told), -1)[..., 1:]


def run_layer(layer: Layer, x: Tensor) -> Tensor:
    q, k, v = layer.qkv(x).view(-1, 3, HEADS, WIDTH // HEADS).permute(1, 2, 0, 3)
    weights = torch.softmax(q @ k.transpose(1, 2) * (WIDTH // HEADS) ** -0.5, -1)
    mixed = (weights @ v).transpose(0, 1).reshape(-1, WIDTH)
    x = layer.norm1(x + layer.out(mixed))
    return layer.norm2(x + layer.down(nn.functional.gelu(layer.up(x))))


def find_large(path: Path) -> list[str]:
    """Names of the nodes with weights worth eight bits; the heads are small and stay exact."""
    graph = onnx.load(path).graph
    size = {w.name: int(np.prod(w.dims)) for w in graph.initializer}
    large = [n.name for n in graph.node if any(size.get(i, 0) >= WIDTH * WIDTH for i in n.input)]
    # The quantizer splits a Gemm first, and looks the node up under its new name.
    return [*large, *(name + "_MatMul" for name in large)]


def load_tagger(path: Path) -> Tagger:
    """The network with the weights of a training run."""
    tagger = Tagger(len(TAGS), len(POS), len(XPOS), len(RELATIONS), len(CORPORA))
    tagger.load_state_dict(torch.load(path, weights_only=False)["model"], strict=False)
    return tagger.eval()


def load_senses(path: Path, tagger: Tagger) -> Senses:
    """The branch of `tagger` with the weights of a training run."""
    senses = Senses(tagger)
    senses.load_state_dict(torch.load(path, weights_only=False)["model"])
    return senses.eval()


def export(tagger: Tagger, senses: Senses, folder: Path, styles: dict[str, float]) -> None:
    """Writes tagger.onnx, senses.onnx, vocabulary.txt and tags.json into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    words = torch.arange(1, 4)
    write_graph(
        Reader(tagger, styles),
        (torch.arange(5), torch.zeros(5, 3, dtype=torch.long), words, words),
        folder / "tagger.onnx",
        {"ids": "p", "features": "p", "first": "w", "last": "w"},
        {"tags": "w", "pos": "w", "xpos": "w", "relations": "w", "arcs": "w", "states": "p"},
    )
    write_graph(
        SenseReader(senses),
        (torch.zeros(5, WIDTH), words, words),
        folder / "senses.onnx",
        {"states": "p", "first": "w", "last": "w"},
        {"kinds": "w", "parts": "w"},
    )
    words = (find_base() / "vocab.txt").read_text(encoding="utf-8").split("\n")[:30522]
    (folder / "vocabulary.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    lists = {"tags": TAGS, "pos": POS, "xpos": XPOS, "relations": RELATIONS, "kinds": KINDS}
    names = {key: list(value) for key, value in lists.items()}
    (folder / "tags.json").write_text(json.dumps(names, indent=1) + "\n", encoding="utf-8")


def write_graph(
    module: nn.Module,
    example: tuple[Tensor, ...],
    path: Path,
    inputs: dict[str, str],
    outputs: dict[str, str],
) -> None:
    """One graph in whole numbers; `inputs` and `outputs` name what their first axis counts."""
    axes = {name: {0: axis} for name, axis in {**inputs, **outputs}.items()}
    if "arcs" in axes:
        axes["arcs"][1] = "w1"
    if "parts" in axes:
        axes["parts"][1] = "w"
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            module,
            example,
            plain,
            dynamo=False,
            opset_version=17,
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=axes,
        )
        quantize_dynamic(
            plain,
            path,
            per_channel=True,
            # Seven bits: with eight, sums of two products overflow on processors without VNNI,
            # which lost .004 there and made the answers depend on the machine.
            reduce_range=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gemm"],
            nodes_to_quantize=find_large(plain),
        )
    model = onnx.load(path)
    del model.metadata_props[:]
    model.doc_string = ""
    for node in model.graph.node:
        node.doc_string = ""
    onnx.save(model, path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("senses", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--style", default="any=1", help="corpora whose annotation to imitate: ewt=0.5,any=0.5"
    )
    args = parser.parse_args()
    styles = {k: float(v) for k, v in (pair.split("=") for pair in args.style.split(","))}
    tagger = load_tagger(args.weights)
    export(tagger, load_senses(args.senses, tagger), args.folder, styles)


if __name__ == "__main__":
    main()
