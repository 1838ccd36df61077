"""Writes golden.json beside it: scikit-learn's exact PCA. Run with scikit-learn 1.2.1: python3 golden.py"""
import gzip
import json
import pathlib

import numpy as np
import sklearn
from sklearn.decomposition import PCA

here = pathlib.Path(__file__)
rng = np.random.RandomState(3)


def rounded(X):
    return np.round(X, 3)


def fitted(X, k, whiten, queries):
    pca = PCA(k, svd_solver="full", whiten=whiten)
    scores = pca.fit_transform(X)
    return {
        "nComponents": k, "whiten": whiten, "scores": scores.ravel().tolist(),
        "components": pca.components_.ravel().tolist(), "mean": pca.mean_.tolist(),
        "explainedVariance": pca.explained_variance_.tolist(),
        "explainedVarianceRatio": pca.explained_variance_ratio_.tolist(),
        "transformed": pca.transform(queries).ravel().tolist(),
    }


def case(name, X, k, whiten=False):
    queries = rounded(X[:7] + rng.rand(*X[:7].shape))
    return {
        "name": name, "rows": len(X), "cols": X.shape[1], "X": X.ravel().tolist(),
        "queries": queries.ravel().tolist(), **fitted(X, k, whiten, queries),
    }


def mixed(n, p):
    return rounded(rng.standard_normal((n, p)) @ (rng.standard_normal((p, p)) / np.arange(1, p + 1)) + 5)


def low_rank(n, p, rank):
    return rng.randint(-4, 5, (n, rank)).astype(float) @ rng.randint(-4, 5, (rank, p))


def digits():
    lines = gzip.open(here.parents[4] / "public/samples/digits.csv.gz", "rt").read().split()[1:]
    X = np.array([[float(v) for v in line.split(",")[1:]] for line in lines])
    kept = fitted(X, 10, False, X[:5])
    kept["scores"] = kept["scores"][:1000]
    return kept


constant = mixed(40, 6)
constant[:, [1, 4]] = [3, 0]
out = {
    "scikitLearn": sklearn.__version__,
    "digits": digits(),
    "cases": [
        case("more rows than columns", mixed(60, 8), 4),
        case("all components", mixed(30, 5), 5),
        case("constant columns", constant, 4),
        case("more columns than rows", mixed(9, 25), 6),
        case("rank 3 in 8 columns", low_rank(40, 8, 3), 3),
        case("rank 3 in 8 rows", low_rank(8, 30, 3), 3),
        case("far from the origin", mixed(30, 5) + 1e5, 2),
        case("whitened", mixed(50, 7), 3, whiten=True),
    ],
}
here.with_name("golden.json").write_text(json.dumps(out) + "\n")
