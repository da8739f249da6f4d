"""The notebook's training loops in PyTorch, without printing: float32, one thread.

Prints the version, then a line `name microseconds-per-epoch` for each: processor time, the median of the repetitions.
"""

from math import pi
from statistics import median
from time import process_time

import torch
from torch import linspace, no_grad, rand, randn, randn_like, sin
from torch.nn import Linear, MSELoss, ReLU, Sequential, Sigmoid, Tanh
from torch.optim import Adam

REPETITIONS = 7


def linear_regression():
    X = rand(100, 1) * 10
    y_true = 3 * X + 2 + randn_like(X) * 0.5
    w = randn(1, requires_grad=True)
    b = randn(1, requires_grad=True)
    losses = []

    def train(epochs):
        for _ in range(epochs):
            y_pred = w * X + b
            loss = ((y_pred - y_true) ** 2).mean()
            losses.append(loss.item())
            loss.backward()
            with no_grad():
                w.sub_(0.01 * w.grad)
                b.sub_(0.01 * b.grad)
            w.grad.zero_()
            b.grad.zero_()

    return train


def cubic_fit():
    x = linspace(-pi, pi, 2000)
    y = sin(x)
    a, b, c, d = (randn(1, requires_grad=True) for _ in range(4))

    def train(epochs):
        for _ in range(epochs):
            y_pred = a + b * x + c * x**2 + d * x**3
            loss = (y_pred - y).pow(2).sum()
            loss.backward()
            with no_grad():
                a.data -= 1e-6 * a.grad
                b.data -= 1e-6 * b.grad
                c.data -= 1e-6 * c.grad
                d.data -= 1e-6 * d.grad
                a.grad.zero_()
                b.grad.zero_()
                c.grad.zero_()
                d.grad.zero_()

    return train


def network(*layers):
    X = linspace(-5, 5, 200).view(-1, 1)
    y = X**2 + randn_like(X)
    model = Sequential(*layers)
    optimizer = Adam(model.parameters(), lr=0.01)
    criterion = MSELoss()

    def train(epochs):
        for _ in range(epochs):
            optimizer.zero_grad()
            loss = criterion(model(X), y)
            loss.backward()
            optimizer.step()

    return train


def deep(activation):
    return network(Linear(1, 20), activation(), Linear(20, 20), activation(), Linear(20, 1))


def wide():
    return network(Linear(1, 50), ReLU(), Linear(50, 1))


def microseconds_per_epoch(start, epochs):
    start()(epochs)
    times = []
    for _ in range(REPETITIONS):
        train = start()
        before = process_time()
        train(epochs)
        times.append((process_time() - before) / epochs * 1e6)
    return median(times)


torch.set_num_threads(1)
torch.manual_seed(42)
print("version", torch.__version__)
for name, start, epochs in (
    ("linear-regression", linear_regression, 1000),
    ("cubic-fit", cubic_fit, 5000),
    ("relu", lambda: deep(ReLU), 1500),
    ("sigmoid", lambda: deep(Sigmoid), 1500),
    ("tanh", lambda: deep(Tanh), 1500),
    ("wide", wide, 1500),
):
    print(name, f"{microseconds_per_epoch(start, epochs):.2f}", flush=True)
