"""How well the reader reads goals of unseen generators: `python -m benchmarks.reader --corpus DIR`.

held.jsonl holds goals of phrasings that were held out (the half that does not calibrate is read here),
composed.jsonl goals of two to four clauses with values that were held out.
"""

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from agent.reader.intent import Reading
from agent.reader.network import Weights
from agent.reader.reading import Reader
from agent.reader.training.make import LANGUAGES, load, measured
from agent.reader.training.measure import Assessment, judge
from agent.reader.wordvector import WordVectors


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--weights", type=Path, help="folder of other weights than the package's")
    parser.add_argument("--most", type=int, default=3000, help="rows of each file that are read")
    parser.add_argument("--errors", type=int, default=0, help="misread goals to show")
    asked = parser.parse_args()
    reader = Reader(Weights(asked.weights, WordVectors()))
    folder = asked.weights or Path(str(files("agent.reader").joinpath("data")))
    size = sum(path.stat().st_size for path in folder.iterdir() if path.suffix in (".gz", ".npz", ".json"))
    print(f"{size / 1e6:.2f} MB, threshold {reader.weights.card.threshold:.3f}")
    sets = {
        "held": measured(load(asked.corpus / "held.jsonl")),
        "composed": measured(load(asked.corpus / "composed.jsonl")),
    }
    for name, rows in sets.items():
        _report(name, rows[:: max(1, len(rows) // asked.most)], reader, asked.errors)


def _report(name: str, rows: Sequence[Mapping[str, Any]], reader: Reader, errors: int) -> None:
    reader.read("warm")
    judged: defaultdict[str, list[tuple[Assessment, bool, bool]]] = defaultdict(list)
    times = []
    for row in rows:
        began = time.process_time()
        reading = reader.read(row["text"])
        times.append(time.process_time() - began)
        verdict = judge(row, reading)
        judged[row["language"] if row["language"] in LANGUAGES else "other"].append(
            (verdict, reading.is_supported, reader.is_sure(reading))
        )
        if errors and not verdict.exact:
            errors -= 1
            _show(row, reading)
    print(
        f"{name}: {1e3 * float(np.median(times)):.1f} ms a goal (median of the processor's time), "
        f"{1e3 * float(np.quantile(times, 0.99)):.1f} ms in one of a hundred"
    )
    print("language   goals  exact  kinds | would act  wrong | supported  wrong | sure  wrong  words lost")
    judged["all"] = [one for of in list(judged.values()) for one in of]
    for language, of in judged.items():
        acting = [one for one in of if one[0].acts]
        supported = [verdict for verdict, is_supported, _ in acting if is_supported]
        sure = [verdict for verdict, _, is_sure in acting if is_sure]
        print(
            f"{language:9} {len(of):6} {_share(of, 'exact'):6.1%} {_share(of, 'kinds'):6.1%} |"
            f"{len(acting):9} {_wrong(verdict for verdict, _, _ in acting):7} |"
            f"{len(supported):9} {_wrong(supported):7} |"
            f"{len(sure):5} {_wrong(sure):6} {sum(one.lost for one in sure):7}"
        )


def _wrong(of: Iterable[Assessment]) -> int:
    return sum(not one.exact for one in of)


def _share(of: Sequence[tuple[Assessment, bool, bool]], name: str) -> float:
    return sum(bool(getattr(verdict, name)) for verdict, _, _ in of) / len(of)


def _show(row: Mapping[str, Any], reading: Reading) -> None:
    text = row["text"]
    print(f"{reading.confidence:.3f} {row['source']} {text!r}")
    print(
        "   meant",
        json.dumps([[tag, text[start:end]] for tag, start, end in row["tags"]], ensure_ascii=False),
    )
    for clause in row["clauses"]:
        print("        ", clause["intent"], clause["polarity"], clause["mood"])
    for clause in reading.clauses:
        spans = [[str(span.tag), text[span.start : span.end]] for span in clause.spans]
        print("   read ", clause.intent, clause.polarity, clause.mood, json.dumps(spans, ensure_ascii=False))


if __name__ == "__main__":
    main()
