"""Writes golden.json beside it: scikit-learn's KMeans on the 8 x 8 digits and on small inputs with ties, duplicates, empty
clusters. Run with scikit-learn 1.2.1: python3 golden.py"""
import csv
import gzip
import json
import pathlib
import warnings

import numpy as np
import sklearn
from sklearn.cluster import KMeans

warnings.simplefilter("ignore")
here = pathlib.Path(__file__).parent
with gzip.open(here.parents[3] / "public/samples/digits.csv.gz", "rt") as file:
    rows = list(csv.reader(file))[1:]
digits = np.array(rows, dtype=np.float64)[:, 1:]
rng = np.random.RandomState(5)


def case(name, X, k, given=True, storage="f64", scale=1.0, **options):
    """`given`: whether the values go into the file; the digits are read from the sample."""
    X = np.asarray(X, dtype=np.float64)
    options = {"n_init": 10, "random_state": 42, **options}
    used = X * scale
    fitted = KMeans(n_clusters=k, **options).fit(used)
    queries = used[::7] + 0.1
    return {
        "name": name, "storage": storage, "scale": scale, "rows": len(X), "cols": X.shape[1],
        "X": X.ravel().tolist() if given else None,
        "params": {
            "nClusters": k, "init": options.get("init", "k-means++"), "nInit": options["n_init"],
            "maxIter": options.get("max_iter", 300), "tol": options.get("tol", 1e-4), "randomState": options["random_state"],
        },
        "labels": fitted.labels_.tolist(), "centers": fitted.cluster_centers_.ravel().tolist(),
        "inertia": fitted.inertia_, "nIter": int(fitted.n_iter_), "queries": fitted.predict(queries).tolist(),
    }


def blobs(n, d, k, spread):
    return np.round(4 * rng.randn(k, d)[rng.randint(k, size=n)] + spread * rng.randn(n, d), 3)


grid = np.array([[x, y] for x in range(-2, 3) for y in range(-2, 3)], dtype=float)
blob = blobs(150, 3, 5, 1.0)
cases = [
    case("digits, one run", digits, 10, given=False, n_init=1),
    case("digits, ten runs", digits, 10, given=False),
    case("digits as bytes, scaled", digits, 10, given=False, storage="u8", scale=1 / 16, random_state=7),
    case("digits from random rows", digits, 10, given=False, init="random", random_state=3, n_init=3),
    case("blobs", blob, 5),
    case("more clusters than blobs", blob, 12, random_state=0),
    case("one cluster", blob, 1),
    case("few iterations", blob, 9, max_iter=2, n_init=1),
    case("no tolerance", blob, 9, tol=0.0, n_init=2),
    case("one column", np.round(rng.randn(60, 1), 3), 4),
    case("a grid: ties everywhere", grid, 4, n_init=1),
    case("duplicates", np.repeat(np.round(rng.randn(9, 2), 2), 5, axis=0), 4),
    case("as many clusters as rows", np.round(rng.randn(8, 2), 3), 8, n_init=2),
]
# Random rows that are copies of one another leave clusters empty in the first iteration.
copies = np.r_[np.zeros((30, 2)), np.round(3 * rng.randn(20, 2), 3)]


def seed_with(copied):
    """The first seed whose four random rows hold so many of the copies."""
    return next(s for s in range(1000) if (np.random.RandomState(s).permutation(50)[:4] < 30).sum() == copied)


for copied, empty in ((2, "one cluster"), (3, "two clusters")):
    seed = seed_with(copied)
    cases.append(case(f"{empty} empty at the start", copies, 4, init="random", n_init=1, random_state=seed))
out = {"scikitLearn": sklearn.__version__, "cases": cases}
(here / "golden.json").write_text(json.dumps(out) + "\n")
