"""Writes golden.json beside it: scikit-learn's t-SNE on small inputs. Run with scikit-learn 1.2.1: python3 golden.py"""
import json
import pathlib
import warnings

import numpy as np
import sklearn
from scipy.spatial.distance import pdist
from sklearn.manifold import TSNE, trustworthiness
from sklearn.manifold._t_sne import _joint_probabilities_nn, _kl_divergence, _kl_divergence_bh
from sklearn.neighbors import NearestNeighbors

warnings.simplefilter("ignore")
rng = np.random.RandomState(11)


def neighbours(X, k):
    graph = NearestNeighbors(n_neighbors=k).fit(X).kneighbors_graph(mode="distance")
    graph.data **= 2
    return graph


def pairs(P):
    """Row, column and value of the pairs above the diagonal."""
    upper = np.triu(P.toarray(), 1)
    rows, cols = np.nonzero(upper)
    return {"rows": rows.tolist(), "cols": cols.tolist(), "values": upper[rows, cols].tolist()}


def affinity_case(name, X, perplexity):
    k = min(len(X) - 1, int(3.0 * perplexity + 1))
    return {
        "name": name, "rows": len(X), "cols": X.shape[1], "X": X.ravel().tolist(), "perplexity": perplexity,
        "P": pairs(_joint_probabilities_nn(neighbours(X, k), perplexity, 0)),
    }


def gradient_case(X, dims, spread):
    P = _joint_probabilities_nn(neighbours(X, 31), 10, 0)
    Y = (spread * rng.standard_normal((len(X), dims))).astype(np.float32)
    nu = max(dims - 1, 1)
    kl, gradient = _kl_divergence_bh(Y.ravel(), P, nu, len(X), dims, angle=0.0)
    condensed = P.toarray()[np.triu_indices(len(X), 1)]
    exact_kl, exact_gradient = _kl_divergence(Y.ravel().astype(float), np.maximum(condensed, 1e-300), nu, len(X), dims)
    assert np.allclose(gradient, exact_gradient, rtol=1e-3, atol=1e-6), (dims, spread)
    return {"dims": dims, "Y": Y.ravel().tolist(), "divergence": exact_kl, "gradient": exact_gradient.ravel().tolist()}


def blobs(n, cols, groups):
    centres = rng.uniform(0, 200, (groups, cols))
    return np.clip(np.round(centres[np.arange(n) % groups] + 12 * rng.standard_normal((n, cols))), 0, 255)


def run_case(X, dims):
    fitted = TSNE(dims, perplexity=20, random_state=0).fit(X)
    return {
        "dims": dims, "divergence": float(fitted.kl_divergence_), "nIter": int(fitted.n_iter_),
        "trustworthiness": trustworthiness(X, fitted.embedding_, n_neighbors=12),
    }


base = blobs(60, 5, 4)
doubled = np.r_[base[:40], base[:10]]
constant = np.c_[base, np.full(len(base), 7)]
large = blobs(240, 12, 6)
out = {
    "scikitLearn": sklearn.__version__,
    "affinities": [
        affinity_case("pixels", base, 8),
        affinity_case("rows that occur twice", doubled, 5),
        affinity_case("a constant column", constant, 8),
        affinity_case("a perplexity near the number of rows", base[:12], 10),
    ],
    "gradients": [gradient_case(base, dims, spread) for dims in (2, 3) for spread in (1e-4, 1.0, 30.0)],
    "runs": {"rows": len(large), "cols": large.shape[1], "X": large.ravel().tolist(), "cases": [run_case(large, 2), run_case(large, 3)]},
}
pathlib.Path(__file__).with_name("golden.json").write_text(json.dumps(out) + "\n")
