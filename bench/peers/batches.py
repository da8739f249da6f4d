"""Batches of small matrix products in PyTorch: float32, one thread.

For each argument `n` of the command line, 1,000 products of n×n matrices, prints `n nanoseconds-per-product`: the least of many
rounds.
"""

import sys
from time import perf_counter

import torch

BATCH, ROUNDS, CALLS = 1000, 200, 5


def seconds(n):
    a, b, c = torch.randn(BATCH, n, n), torch.randn(BATCH, n, n), torch.empty(BATCH, n, n)
    least = float("inf")
    for _ in range(ROUNDS):
        start = perf_counter()
        for _ in range(CALLS):
            torch.bmm(a, b, out=c)
        least = min(least, perf_counter() - start)
    return least / CALLS / BATCH


torch.set_num_threads(1)
print("version", torch.__version__)
for n in map(int, sys.argv[1:]):
    print(n, seconds(n) * 1e9)
