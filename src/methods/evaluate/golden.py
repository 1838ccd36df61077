"""Writes golden.json beside it: scikit-learn's trustworthiness and silhouettes of the first digits of the built-in sample.
Run with scikit-learn 1.2.1: python3 golden.py"""
import gzip
import json
import pathlib
import warnings

import numpy as np
import sklearn
import sklearn.manifold._t_sne as module
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.manifold import trustworthiness
from sklearn.metrics import silhouette_score
from sklearn.neighbors import NearestNeighbors

warnings.simplefilter("ignore")
here = pathlib.Path(__file__).parent
ROWS, SEED = 400, 42
with gzip.open(here / "../../../public/samples/digits.csv.gz", "rt") as file:
    digits = np.loadtxt(file, delimiter=",", skiprows=1, max_rows=ROWS, dtype=int)[:, 1:]
features = np.round(PCA(5, svd_solver="full").fit_transform(digits), 2)
line = np.round(digits @ np.sin(np.arange(64.0)), 6)[:, None]


class StableNumpy:
    """numpy whose argsort keeps the order of ties: scikit-learn's own depends on the sorting method."""

    def __getattr__(self, name):
        return getattr(np, name)

    def argsort(self, values, axis):
        return np.argsort(values, axis=axis, kind="stable")


module.np = StableNumpy()


def neighbors(X, k):
    return NearestNeighbors(n_neighbors=k, algorithm="brute").fit(X).kneighbors(return_distance=False)


def preservation(X, Y, k=10):
    dist = ((X[:, None, :] - X[None, :, :]) ** 2).sum(-1).astype(float)
    np.fill_diagonal(dist, np.inf)
    before, after = np.argsort(dist, axis=1, kind="stable")[:, :k], neighbors(Y, k)
    return np.mean([len(set(a) & set(b)) / k for a, b in zip(before, after)])


def embedding(name, X, Y, rows=None):
    sample = np.arange(ROWS) if rows is None else np.random.RandomState(SEED).permutation(ROWS)[:rows]
    spaces = {"digits": digits, "features": features, "line": line}
    X, Y = spaces[X][sample], spaces[Y][sample]
    return {
        "name": name, "rows": rows or ROWS, "trustworthiness": trustworthiness(X, Y, n_neighbors=12),
        "neighborPreservation": preservation(X, Y),
    }


def clustering(name, X, labels, rows=None):
    value = silhouette_score(X, labels, sample_size=rows, random_state=SEED if rows else None)
    return {"name": name, "labels": np.asarray(labels).tolist(), "rows": rows or ROWS, "silhouette": value}


kmeans = KMeans(10, n_init=1, random_state=0).fit_predict(digits)
lonely = np.where(np.arange(ROWS) < 3, np.arange(ROWS) + 10, kmeans)
out = {
    "scikitLearn": sklearn.__version__,
    "features": features.ravel().tolist(), "line": line.ravel().tolist(),
    "embeddings": [
        {"X": "digits", "Y": "features", **embedding("a good map of pixels", "digits", "features")},
        {"X": "digits", "Y": "line", **embedding("a poor map of pixels", "digits", "line")},
        {"X": "features", "Y": "line", **embedding("a map of features", "features", "line")},
        {"X": "digits", "Y": "features", **embedding("a sample", "digits", "features", 150)},
    ],
    "clusterings": [
        {"X": "digits", **clustering("pixels", digits, kmeans)},
        {"X": "digits", **clustering("a sample of pixels", digits, kmeans, 150)},
        {"X": "features", **clustering("features", features, kmeans)},
        {"X": "line", **clustering("a line", line, kmeans)},
        {"X": "digits", **clustering("clusters of one row", digits, lonely)},
        {"X": "digits", **clustering("two clusters", digits, (kmeans > 4).astype(int))},
    ],
}
(here / "golden.json").write_text(json.dumps(out) + "\n")
