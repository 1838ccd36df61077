"""Makes the built-in samples in public/samples from Debian's packages.

    apt-get install -y python3-sklearn python3-pil && apt-get download dataset-fashion-mnist
    /usr/bin/python3 tools/samples/make_samples.py dataset-fashion-mnist_*.deb

Digits: all 1,797 images in their own order. Fashion-MNIST: the 10,000 images of the t10k files, the first 8,000 to
train on, the last 2,000 to test on. Previews are contact sheets of the first images.
"""

import gzip
import io
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
from PIL import Image
from sklearn.datasets import load_digits

OUT = pathlib.Path(__file__).resolve().parents[2] / "public" / "samples"


def write_csv(name, images, labels):
    header = "label," + ",".join(f"pixel{i}" for i in range(images.shape[1]))
    text = io.StringIO()
    text.write(header + "\n")
    for label, row in zip(labels, images):
        text.write(f"{label}," + ",".join(map(str, row)) + "\n")
    # mtime 0: the same input gives the same file, bit for bit
    data = gzip.compress(text.getvalue().encode(), 9, mtime=0)
    (OUT / name).write_bytes(data)
    print(name, len(labels), "rows,", len(data), "bytes")


def write_preview(name, images, side, top, columns=6, rows=6, scale=1, margin=0):
    """A contact sheet; a margin round each keeps images apart that reach to their edges."""
    cell = side + 2 * margin
    sheet = np.zeros((rows * cell, columns * cell), np.uint8)
    for i in range(rows * columns):
        r, c = divmod(i, columns)
        top_row, left = r * cell + margin, c * cell + margin
        image = images[i].reshape(side, side).astype(float) / top * 255
        sheet[top_row : top_row + side, left : left + side] = image.astype(np.uint8)
    picture = Image.fromarray(sheet).resize((columns * cell * scale, rows * cell * scale), Image.NEAREST)
    picture.save(OUT / name, optimize=True)


def read_idx(path):
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    dims = data[3]
    shape = [int.from_bytes(data[4 + 4 * i : 8 + 4 * i], "big") for i in range(dims)]
    return np.frombuffer(data, np.uint8, offset=4 + 4 * dims).reshape(shape)


def main(package):
    OUT.mkdir(parents=True, exist_ok=True)
    digits = load_digits()
    images = digits.data.astype(int)
    write_csv("digits.csv.gz", images, digits.target)
    write_preview("digits-preview.png", images, 8, 16, columns=5, rows=5, scale=4, margin=1)

    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["dpkg", "-x", package, folder], check=True)
        found = {p.name.split(".")[0]: p for p in pathlib.Path(folder).rglob("t10k-*")}
        images = read_idx(found["t10k-images-idx3-ubyte"]).reshape(10000, 784).astype(int)
        labels = read_idx(found["t10k-labels-idx1-ubyte"])
    write_csv("fashion-mnist-train.csv.gz", images[:8000], labels[:8000])
    write_csv("fashion-mnist-test.csv.gz", images[8000:], labels[8000:])
    write_preview("fashion-mnist-preview.png", images, 28, 255)


if __name__ == "__main__":
    main(sys.argv[1])
