"""Writes golden.json beside it: scikit-learn's Isomap on small inputs. Run with scikit-learn 1.2.1: python3 golden.py"""
import json
import pathlib
import warnings

import numpy as np
import sklearn
from sklearn.manifold import Isomap

warnings.simplefilter("ignore")
rng = np.random.RandomState(7)


def roll(n):
    t = 1.5 * np.pi * (1 + 2 * rng.rand(n))
    return np.round(np.c_[t * np.cos(t), 12 * rng.rand(n), t * np.sin(t), rng.rand(n)], 3)


def case(name, X, k, dims):
    fitted = Isomap(n_neighbors=k, n_components=dims).fit(X)
    queries = np.round(X[::9] + 0.3 * rng.rand(*X[::9].shape), 3)
    return {
        "name": name, "rows": len(X), "cols": X.shape[1], "X": X.ravel().tolist(), "nNeighbors": k, "nComponents": dims,
        "embedding": fitted.embedding_.ravel().tolist(), "eigenvalues": fitted.kernel_pca_.eigenvalues_.tolist(),
        "reconstructionError": fitted.reconstruction_error(), "queries": queries.ravel().tolist(),
        "transformed": fitted.transform(queries).ravel().tolist(),
    }


one, duplicated = roll(120), roll(70)
far = np.r_[roll(40), roll(35) + 60, roll(30) - [80, 0, 0, 0]]
cases = [
    case("a swiss roll", one, 5, 2),
    case("three dimensions", one, 8, 3),
    case("three separate groups", far, 5, 2),
    case("rows that occur twice", np.r_[duplicated, duplicated[:25]], 5, 2),
]
out = {"scikitLearn": sklearn.__version__, "cases": cases}
pathlib.Path(__file__).with_name("golden.json").write_text(json.dumps(out) + "\n")
