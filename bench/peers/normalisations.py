"""Normalisations, softmax and their gradients in PyTorch: float32, one thread.

For each argument `name:rows:columns` of the command line prints `argument microseconds`: the least of many runs of
mean(f(x)·t) and its gradients with respect to x and, where there are some, gain and shift. Variance and cross-entropy have
no t.
"""

import sys
from time import perf_counter

import torch
from torch.nn import functional as F

SECONDS, WARM_UP = 1, 5


def case(name, rows, columns):
    x = torch.randn(rows, columns, requires_grad=True)
    t = torch.randn(rows, columns)
    classes = torch.randint(columns, (rows,))
    gain = torch.randn(columns, requires_grad=True)
    shift = torch.randn(columns, requires_grad=True)
    return (x, gain, shift), {
        "layer-norm": lambda: (F.layer_norm(x, (columns,), gain, shift) * t).mean(),
        "batch-norm": lambda: (F.batch_norm(x, None, None, gain, shift, training=True) * t).mean(),
        "softmax": lambda: (F.softmax(x, 1) * t).mean(),
        "log-softmax": lambda: (F.log_softmax(x, 1) * t).mean(),
        "cross-entropy": lambda: F.cross_entropy(x, classes),
        "variance": lambda: x.var(1).mean(),
    }[name]


def seconds(name, rows, columns):
    variables, loss = case(name, rows, columns)

    def run():
        for v in variables:
            v.grad = None
        start = perf_counter()
        loss().backward()
        return perf_counter() - start

    for _ in range(WARM_UP):
        run()
    least, end = run(), perf_counter() + SECONDS
    while perf_counter() < end:
        least = min(least, run())
    return least


torch.set_num_threads(1)
print("version", torch.__version__)
for argument in sys.argv[1:]:
    name, rows, columns = argument.split(":")
    print(argument, seconds(name, int(rows), int(columns)) * 1e6)
