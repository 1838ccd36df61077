"""The steps of the study in scikit-learn: what is timed, and the figures it leaves."""

import hashlib

import network
import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE, Isomap
from sklearn.metrics import adjusted_rand_score
from sklearn.model_selection import train_test_split
from sklearn.neighbors import NearestNeighbors
from sklearn.semi_supervised import LabelSpreading


class Table:
    """One CSV of pixels, its labels in the first column where it has them."""

    def __init__(self, path):
        frame = pd.read_csv(path)
        named = frame.columns[0] == "label"
        self.labels = frame.iloc[:, 0].to_numpy() if named else None
        self.pixels = frame.iloc[:, 1:].to_numpy() if named else frame.to_numpy()

    def rows(self, step=1):
        return self.pixels[::step]

    def unit(self):
        return (self.pixels / 255).astype("float32")


def split(table):
    """A tenth labelled, stacked first, as in the study."""
    labelled, rest, y, truth = train_test_split(
        table.unit(), table.labels, train_size=0.1, random_state=42
    )
    return np.vstack([labelled, rest]), np.concatenate([y, -np.ones(len(rest), int)]), truth


def read(path):
    frame = pd.read_csv(path)

    def quality(_):
        digest = hashlib.sha256(frame.iloc[:, 1:].to_numpy("uint8").tobytes())
        digest.update(frame.iloc[:, 0].to_numpy("<i4").tobytes())
        return {"sha256": digest.hexdigest()}

    return lambda: pd.read_csv(path), quality


def pca(X, count):
    # The exact solver, as ours; by itself it takes the randomised one for many rows.
    def run():
        model = PCA(count, svd_solver="full")
        return model, model.fit_transform(X)

    return run, lambda r: {"explainedVarianceRatioSum": float(r[0].explained_variance_ratio_.sum())}


def isomap(X, dims):
    def run():
        model = Isomap(n_neighbors=5, n_components=dims)
        model.fit_transform(X)
        return model

    return run, lambda model: {"reconstructionError": float(model.reconstruction_error())}


def tsne(X, dims):
    def run():
        model = TSNE(dims, random_state=42, n_jobs=-1)
        return model, model.fit_transform(X)

    def quality(result):
        model, map_ = result
        return {"klReported": float(model.kl_divergence_), "map": map_.astype("float32")}

    return run, quality


def kmeans(table):
    X = table.unit()
    run = lambda: KMeans(10, n_init=10, random_state=42).fit(X)
    return run, lambda model: {
        "inertia": float(model.inertia_),
        "ari": float(adjusted_rand_score(table.labels, model.labels_)),
    }


def neighbours(table):
    X, _, _ = split(table)
    F = PCA(50, random_state=42).fit_transform(X)
    run = lambda: NearestNeighbors(n_neighbors=7, n_jobs=-1).fit(F).kneighbors_graph(F, mode="connectivity")
    return run, lambda _: {}


def spreading(table):
    X, y, truth = split(table)
    F = PCA(50, random_state=42).fit_transform(X)
    run = lambda: LabelSpreading(kernel="knn", alpha=0.2, n_jobs=-1).fit(F, y)

    def quality(model):
        return {"accuracy": float((model.transduction_[-len(truth) :] == truth).mean())}

    return run, quality


def prepare(key, path, test):
    """A function to time and one that tells its figures; reading data is not timed but in the step that is about it.

    A figure called "seconds" takes the place of what was timed around the function.
    """
    if key == "read":
        return read(path)
    if key == "predict":
        return network.predict(Table(test).unit())
    table = Table(path)
    steps = {
        "pca2": lambda: pca(table.rows(5), 2),
        "pca50": lambda: pca(table.unit(), 50),
        "isomap2": lambda: isomap(table.rows(10), 2),
        "isomap3": lambda: isomap(table.rows(10), 3),
        "tsne2": lambda: tsne(table.rows(5), 2),
        "tsne3": lambda: tsne(table.rows(5), 3),
        "tsne42k": lambda: tsne(table.unit(), 2),
        "kmeans": lambda: kmeans(table),
        "knn7": lambda: neighbours(table),
        "spreading": lambda: spreading(table),
        "cnn32": lambda: network.training(table.unit()[::5], table.labels[::5], 32),
        "cnnStudy": lambda: network.training(table.unit(), table.labels, 32, epochs=10, whole=True),
        "cnn128": lambda: network.training(table.unit()[::5], table.labels[::5], 128),
    }
    return steps[key]()
