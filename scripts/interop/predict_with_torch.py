"""Predicts with a model of Commonhold's by PyTorch alone: nothing of the project is used.

    python3 predict_with_torch.py model.safetensors rows.csv

Prints one JSON object: the classes, and for each row the probability of each class, or of a
regression the value. The file is read as the safetensors format describes it, with
`torch.frombuffer`; where the package `safetensors` is installed, its reader has to find the same
tensors.
"""

import csv
import json
import math
import re
import struct
import sys

import torch

HEADER_BYTES_MAX = 100 * 1024 * 1024
STANDARDISED_MAX = 30.0
LEAST_SPREAD = 0.1
MISSING = {"", "?", "na", "n/a", "nan", "null"}


def read_safetensors(path):
    """The tensors by name, and the metadata, a text by name."""
    with open(path, "rb") as file:
        data = file.read()
    (size,) = struct.unpack("<Q", data[:8])
    if size > min(HEADER_BYTES_MAX, len(data) - 8):
        raise SystemExit(f"{path} is no safetensors file")
    header = json.loads(data[8 : 8 + size])
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, about in header.items():
        start, end = about["data_offsets"]
        if about["dtype"] != "F32":
            raise SystemExit(f"tensor {name} is {about['dtype']}, and not F32")
        raw = bytearray(data[8 + size + start : 8 + size + end])
        tensors[name] = torch.frombuffer(raw, dtype=torch.float32).reshape(about["shape"])
    return tensors, metadata


def check_with_package(path, tensors):
    """What the package `safetensors` finds in the file, if it is there."""
    try:
        from safetensors.torch import load_file
    except ImportError:
        return "not installed"
    found = load_file(path)
    same = found.keys() == tensors.keys() and all(
        torch.equal(found[name], tensor) for name, tensor in tensors.items()
    )
    if not same:
        raise SystemExit("the package safetensors finds other tensors in the file")
    return "finds the same tensors"


def is_missing(text):
    return text.strip().lower() in MISSING


def canonical(text):
    """A number has one spelling as a category: `1`, `1.0` and `01` are one."""
    if not re.fullmatch(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", text):
        return text
    number = float(text)
    if not math.isfinite(number):
        return text
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def yes_or_no(count, total):
    share = count / total
    spread = max(math.sqrt(share * (1 - share)), LEAST_SPREAD)
    return (1 - share) / spread, -share / spread


def number_inputs(feature, total, text):
    """The number less its mean, in deviations; then whether it is missing, where that was met."""
    missing = is_missing(text)
    factor = 1 / feature["deviation"] if feature["deviation"] > 0 else 0
    scaled = 0.0 if missing else (float(text) - feature["mean"]) * factor
    inputs = [min(STANDARDISED_MAX, max(-STANDARDISED_MAX, scaled))]
    if feature["missingRows"] > 0:
        yes, no = yes_or_no(feature["missingRows"], total)
        inputs.append(yes if missing else no)
    return inputs


def category_inputs(feature, total, text):
    """One input for each category of the list; an unknown or missing one is none of them."""
    word = None if is_missing(text) else canonical(text)
    pairs = [(each["name"], yes_or_no(each["rows"], total)) for each in feature["categories"]]
    return [yes if name == word else no for name, (yes, no) in pairs]


def inputs_of(preparation, row):
    total = preparation["rows"]
    inputs = []
    for feature in preparation["features"]:
        make = number_inputs if feature["kind"] == "numeric" else category_inputs
        inputs.extend(make(feature, total, row[feature["name"]]))
    return inputs


def scores_of(tensors, inputs):
    """Raw outputs. A linear model's weight is [outputs, inputs], as that of torch.nn.Linear; a
    layer's of a perceptron is [inputs, outputs]."""
    if "weight" in tensors:
        return inputs @ tensors["weight"].double().T + tensors["bias"].double()
    values = inputs
    layers = sum(name.endswith(".weight") for name in tensors)
    for layer in range(layers):
        weight = tensors[f"layers.{layer}.weight"].double()
        values = values @ weight + tensors[f"layers.{layer}.bias"].double()
        if layer + 1 < layers:
            values = torch.relu(values)
    return values


def predict(tensors, plan, preparation, rows):
    matrix = torch.tensor([inputs_of(preparation, row) for row in rows], dtype=torch.float32)
    scores = scores_of(tensors, matrix.double())
    if plan["task"]["kind"] == "regression":
        target = preparation["target"]
        return {"values": (scores[:, 0] * target["deviation"] + target["mean"]).tolist()}
    if plan["task"]["kind"] == "binary":
        probabilities = torch.cat([torch.sigmoid(-scores), torch.sigmoid(scores)], dim=1)
    else:
        probabilities = torch.softmax(scores, dim=1)
    classes = [each["name"] for each in preparation["classes"]]
    return {"classes": classes, "probabilities": probabilities.tolist()}


def main(model_path, rows_path):
    tensors, metadata = read_safetensors(model_path)
    plan = json.loads(metadata["plan"])
    preparation = json.loads(metadata["preparation"])
    with open(rows_path, newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    found = predict(tensors, plan, preparation, rows)
    found["package"] = check_with_package(model_path, tensors)
    found["torch"] = torch.__version__
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:3])
