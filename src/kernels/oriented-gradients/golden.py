"""Writes golden.json beside it: oriented gradient histograms of small images with NumPy. Run: python3 golden.py"""
import json
import pathlib

import numpy as np

here = pathlib.Path(__file__).parent
exec((here / "oriented_gradients.py").read_text())

rng = np.random.RandomState(3)
cases = []
for height, width, channels, top in ((12, 9, 1, 255), (8, 8, 1, 16), (6, 5, 3, 255), (28, 28, 1, 255)):
    y, x = np.mgrid[:height, :width]
    images = []
    for _ in range(4):
        a, b, slope = rng.uniform(0.3, 0.7), rng.uniform(0.3, 0.7), rng.uniform(-0.8, 0.8)
        stroke = np.exp(-((x - b * width - slope * (y - a * height)) ** 2) / (0.1 * width))
        images.append(stroke[:, :, None] * rng.uniform(0.5, 1, channels))
    X = np.round(top * np.array(images)).astype(int).reshape(4, -1)
    for straighten in (False, True):
        found = oriented_gradients(X.astype(float), (height, width, channels), straighten)
        cases.append({"height": height, "width": width, "channels": channels, "straighten": straighten,
                      "X": X.ravel().tolist(), "features": np.round(found, 7).ravel().tolist()})
out = {"numpy": np.__version__, "cases": cases}
(here / "golden.json").write_text(json.dumps(out) + "\n")
