"""The network: MiniLM's six layers, letter-case features, and heads for names and syntax."""

from __future__ import annotations

import copy
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from sourceline.extract.tagger.shapes import FEATURES
from training.tagger.scheme import KINDS

WIDTH = 384
HEADS = 12
LAYERS = 6
INNER = 1536
ARC = 128
PARTS = 2
"""Who does it, and to whom it is done."""


class Layer(nn.Module):
    """One transformer layer, normalized after each part (Devlin et al. 2019)."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5
        weights = torch.softmax(scores if bias is None else scores + bias, -1)
        mixed = weights @ v
        x = self.norm1(x + self.drop(self.out(mixed.transpose(1, 2).reshape(b, n, WIDTH))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Tagger(nn.Module):
    """Word pieces in; per word: scores of name tags, parts of speech, relations and heads."""

    def __init__(
        self,
        tags: int,
        pos: int,
        xpos: int,
        relations: int,
        corpora: int,
        vocabulary: int = 30522,
        dropout: float = 0.1,
    ) -> None:
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.features = nn.Embedding(FEATURES, WIDTH)
        self.corpora = nn.Embedding(corpora, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.join = nn.Linear(2 * WIDTH, WIDTH)
        self.tag_head = nn.Linear(WIDTH, tags)
        self.pos_head = nn.Linear(WIDTH, pos)
        self.xpos_head = nn.Linear(WIDTH, xpos)
        self.relation_head = nn.Linear(WIDTH, relations)
        self.child = nn.Linear(WIDTH, ARC)
        self.parent = nn.Linear(WIDTH, ARC)
        self.root = nn.Parameter(torch.zeros(ARC))
        nn.init.zeros_(self.features.weight)
        nn.init.zeros_(self.corpora.weight)

    def embed(self, ids: Tensor, features: Tensor, corpus: Tensor) -> Tensor:
        places = self.places.weight[: ids.shape[1]]
        case = self.features(features).sum(2)
        return self.pieces(ids) + places + case + self.corpora(corpus)[:, None]

    def encode(self, embedded: Tensor, bias: Tensor | None) -> Tensor:
        x = self.drop(self.norm(embedded))
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def read(self, x: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        """`x` by piece; `first`, `last`: the end pieces of each word, [batch, words]."""
        rows = torch.arange(x.shape[0])[:, None]
        h = self.drop(F.gelu(self.join(torch.cat((x[rows, first], x[rows, last]), -1))))
        children, parents = self.child(h), self.parent(h)
        arcs = children @ parents.transpose(1, 2) / ARC**0.5
        roots = (children @ self.root)[..., None] / ARC**0.5
        heads = (self.tag_head, self.pos_head, self.xpos_head, self.relation_head)
        return *(head(h) for head in heads), torch.cat((roots, arcs), -1)

    def forward(
        self,
        ids: Tensor,
        features: Tensor,
        corpus: Tensor,
        mask: Tensor,
        first: Tensor,
        last: Tensor,
    ) -> tuple[Tensor, ...]:
        bias = torch.zeros(mask.shape).masked_fill(~mask, -1e4)[:, None, None]
        return self.read(self.encode(self.embed(ids, features, corpus), bias), first, last)


class Senses(nn.Module):
    """Layers that branch off the tagger's lower ones; per word: scores of what it tells of."""

    BRANCH = 3
    """Layers of the tagger below the branch. Branching off at 4, with two layers: kinds .025 worse."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.layers = copy.deepcopy(tagger.layers[self.BRANCH :])
        self.join = copy.deepcopy(tagger.join)
        self.drop = nn.Dropout(0.2)
        self.out = nn.Linear(WIDTH, len(KINDS))
        # Who does it hangs on its verb more often than not: begun as what finds a word's head.
        self.deeds = nn.ModuleList(copy.deepcopy(tagger.parent) for _ in range(PARTS))
        self.parts = nn.ModuleList(copy.deepcopy(tagger.child) for _ in range(PARTS))
        self.floor = nn.Parameter(torch.zeros(PARTS))

    def forward(
        self, x: Tensor, bias: Tensor | None, first: Tensor, last: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Scores of kinds, [batch, words, kinds]; of each word's parts, [batch, words, words, 3]: none, who
        does it, to whom it is done."""
        for layer in self.layers:
            x = layer(x, bias)
        rows = torch.arange(x.shape[0])[:, None]
        h = self.drop(F.gelu(self.join(torch.cat((x[rows, first], x[rows, last]), -1))))
        return self.out(h), self.weigh(h)

    def weigh(self, h: Tensor) -> Tensor:
        scores = [
            deed(h) @ part(h).transpose(-1, -2) / ARC**0.5 + floor
            for deed, part, floor in zip(self.deeds, self.parts, self.floor, strict=True)
        ]
        return torch.stack((torch.zeros_like(scores[0]), *scores), -1)


def load_base(tagger: Tagger, folder: Path) -> None:
    """Copies the weights of all-MiniLM-L6-v2 (Apache-2.0) from its safetensors file."""
    w = load_file(folder / "model.safetensors")
    with torch.no_grad():
        tagger.pieces.weight.copy_(w["embeddings.word_embeddings.weight"])
        kind = w["embeddings.token_type_embeddings.weight"][0]
        tagger.places.weight.copy_(w["embeddings.position_embeddings.weight"] + kind)
        _copy(tagger.norm, w, "embeddings.LayerNorm")
        for n, layer in enumerate(tagger.layers):
            at = f"encoder.layer.{n}."
            for part in ("weight", "bias"):
                parts = [w[f"{at}attention.self.{x}.{part}"] for x in ("query", "key", "value")]
                getattr(layer.qkv, part).copy_(torch.cat(parts))
            _copy(layer.out, w, at + "attention.output.dense")
            _copy(layer.norm1, w, at + "attention.output.LayerNorm")
            _copy(layer.up, w, at + "intermediate.dense")
            _copy(layer.down, w, at + "output.dense")
            _copy(layer.norm2, w, at + "output.LayerNorm")
        eye = torch.eye(WIDTH)
        tagger.join.weight.copy_(torch.cat((eye, 0.3 * eye), 1) + 0.02 * tagger.join.weight)
        tagger.join.bias.zero_()


def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(weights[name + ".weight"])
    module.bias.copy_(weights[name + ".bias"])
