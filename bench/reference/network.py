"""The study's network in PyTorch: seconds of a training step and of predicting, with all threads and with one."""

import time

import numpy as np
from sklearn.model_selection import train_test_split

EPOCHS = 3
PREDICT_ROWS = 512


def build(torch):
    nn = torch.nn
    torch.manual_seed(42)
    return nn.Sequential(
        nn.Conv2d(1, 32, 3),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(64, 64, 3),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(576, 64),
        nn.ReLU(),
        nn.Linear(64, 10),
    )


def images(torch, X):
    return torch.from_numpy(np.ascontiguousarray(X)).reshape(-1, 1, 28, 28)


def train(torch, model, X, y, batch, epochs):
    """Seconds of a step, one for each epoch: batches are gathered, as in the page."""
    loss = torch.nn.CrossEntropyLoss()
    adam = torch.optim.Adam(model.parameters(), lr=1e-3, eps=1e-7)
    seconds = []
    for _ in range(epochs):
        order = torch.randperm(len(X))
        started = time.perf_counter()
        for at in range(0, len(X), batch):
            rows = order[at : at + batch]
            adam.zero_grad()
            loss(model(X[rows]), y[rows]).backward()
            adam.step()
        seconds.append((time.perf_counter() - started) / -(-len(X) // batch))
    return seconds


def logits(torch, model, X):
    with torch.no_grad():
        return torch.cat([model(X[at : at + PREDICT_ROWS]) for at in range(0, len(X), PREDICT_ROWS)])


def training(pixels, labels, batch, epochs=EPOCHS, whole=False):
    """Times a step, with all threads and one; or the whole training."""
    import torch

    X, held, y, truth = train_test_split(pixels, labels.astype("int64"), test_size=0.2, random_state=42)
    X, held = images(torch, X), images(torch, held)
    y = torch.from_numpy(y)

    def run():
        model = build(torch)
        return model, train(torch, model, X, y, batch, epochs)

    def quality(result):
        model, seconds = result
        right = logits(torch, model, held).argmax(1).numpy() == truth
        if whole:
            return {"valAccuracy": float(right.mean())}
        torch.set_num_threads(1)
        alone = train(torch, build(torch), X, y, batch, 1)
        return {
            "seconds": [float(np.median(seconds))],
            "valAccuracy": float(right.mean()),
            "oneThreadMs": alone[0] * 1000,
        }

    return run, quality


def predict(pixels):
    import torch

    model, X = build(torch), images(torch, pixels)
    run = lambda: logits(torch, model, X).softmax(1).argmax(1)

    def quality(_):
        torch.set_num_threads(1)
        started = time.perf_counter()
        run()
        return {"oneThreadSeconds": time.perf_counter() - started}

    return run, quality
