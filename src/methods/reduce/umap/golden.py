"""Writes golden.json beside it: parts of umap-learn that are not random. Run with umap-learn 0.5.3: python3 golden.py"""
import json
import pathlib
import warnings

import numpy as np
import umap
from scipy.spatial.distance import cdist
from umap.umap_ import compute_membership_strengths, find_ab_params, fuzzy_simplicial_set, smooth_knn_dist

warnings.simplefilter("ignore")
rng = np.random.RandomState(5)


def blobs(n, cols, groups):
    centres = rng.uniform(0, 100, (groups, cols))
    return np.round(centres[np.arange(n) % groups] + 9 * rng.standard_normal((n, cols)))


def lists(X, Q, k):
    # Not by products, whose rounding would take equal rows apart.
    distances = cdist(Q, X)
    indices = np.argsort(distances, axis=1, kind="stable")[:, :k]
    return np.take_along_axis(distances, indices, axis=1).astype(np.float32), indices


def graph_case(name, X, k):
    distances, indices = lists(X, X, k)
    # Of equal rows each is its own first neighbour, as in ours.
    for row in range(len(X)):
        if row in indices[row]:
            at = list(indices[row]).index(row)
            indices[row][: at + 1] = np.r_[row, indices[row][:at]]
        else:
            indices[row] = np.r_[row, indices[row][:-1]]
    graph = fuzzy_simplicial_set(X, k, None, "euclidean", knn_indices=indices, knn_dists=distances)[0].tocoo()
    widths, nearest = smooth_knn_dist(distances, float(k))
    return {
        "name": name, "rows": len(X), "cols": X.shape[1], "X": X.ravel().tolist(), "nNeighbors": k,
        "indices": indices[:, 1:].ravel().tolist(), "widths": widths.tolist(), "nearest": nearest.tolist(),
        "graph": {"rows": graph.row.tolist(), "cols": graph.col.tolist(), "values": graph.data.tolist()},
    }


def strengths_case(X, Q, k):
    distances, indices = lists(X, Q, k)
    widths, nearest = smooth_knn_dist(distances, float(k), local_connectivity=0.0)
    values = compute_membership_strengths(indices.astype(np.int32), distances, widths, nearest, bipartite=True)[2]
    return {
        "rows": len(Q), "k": k, "distances": distances.astype(float).ravel().tolist(), "values": values.tolist(),
    }


base = blobs(90, 6, 3)
doubled = np.r_[base[:30], base[:30], base[:30]]
curves = [(1.0, 0.1), (1.0, 0.0), (1.0, 0.5), (1.0, 1.0), (2.0, 0.25), (0.5, 0.1)]
out = {
    "umapLearn": umap.__version__,
    "curves": [
        {"spread": s, "minDist": m, "a": find_ab_params(s, m)[0], "b": find_ab_params(s, m)[1]} for s, m in curves
    ],
    "graphs": [
        graph_case("three groups", base, 10),
        graph_case("two neighbours", base[:20], 2),
        graph_case("rows that occur three times", doubled, 8),
        graph_case("rows that are all alike", np.ones((12, 3)), 4),
    ],
    "strengths": strengths_case(base, blobs(11, 6, 3), 7),
}
pathlib.Path(__file__).with_name("golden.json").write_text(json.dumps(out) + "\n")
