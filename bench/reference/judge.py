"""Judges a map by one measure for both sides: KL(P‖Q) over all pairs, and scikit-learn's trustworthiness.

python3 judge.py TABLE.csv STEP MAP.f32 DIMS

P is scikit-learn's own (perplexity 30, its neighbours); Q is normalised over all pairs in double precision, where
scikit-learn reports a sum approximated by its tree. Trustworthiness: 12 neighbours, 8,000 rows drawn with seed 42.
"""

import json
import sys

import numpy as np
from sklearn.manifold import trustworthiness
from sklearn.manifold._t_sne import _joint_probabilities_nn
from sklearn.neighbors import NearestNeighbors
from steps import Table

PERPLEXITY = 30
SAMPLE = 8000


def affinities(X, cache):
    try:
        return np.load(cache)
    except FileNotFoundError:
        k = min(len(X) - 1, int(3 * PERPLEXITY + 1))
        graph = NearestNeighbors(n_neighbors=k, n_jobs=-1).fit(X).kneighbors_graph(mode="distance")
        graph.data **= 2
        P = _joint_probabilities_nn(graph, PERPLEXITY, 0).tocoo()
        np.savez(cache, row=P.row, col=P.col, data=P.data)
        return np.load(cache)


def divergence(P, Y, dims):
    degrees = max(dims - 1, 1)
    power = -(degrees + 1) / 2
    Y = Y.astype("float64")
    squares = (Y**2).sum(1)
    total = 0.0
    for at in range(0, len(Y), 500):
        d = squares[at : at + 500, None] + squares - 2 * Y[at : at + 500] @ Y.T
        total += ((1 + np.maximum(d, 0) / degrees) ** power).sum()
    total -= len(Y)
    keep = P["data"] > 0
    row, col, p = P["row"][keep], P["col"][keep], P["data"][keep]
    q = (1 + ((Y[row] - Y[col]) ** 2).sum(1) / degrees) ** power / total
    return float((p * np.log(p / q)).sum())


table, step, map_, dims = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
data = Table(table)
X = data.unit() if step == "tsne42k" else data.rows(5)
Y = np.fromfile(map_, "float32").reshape(-1, dims)
kl = divergence(affinities(X, f"{map_.rsplit('/', 1)[0]}/affinities-{step}.npz"), Y, dims)
rows = np.random.RandomState(42).permutation(len(X))[:SAMPLE]
print(json.dumps({"klDivergence": kl, "trustworthiness": float(trustworthiness(X[rows], Y[rows], n_neighbors=12))}))
