"""The networks of samples/FashionMnist.cs in PyTorch: float32, one thread unless more are asked for.

    /usr/bin/python3 fashion_mnist.py mlp|cnn [epochs] [seeds] [folder] [threads]

Prints the version, then for each epoch of each seed: seed, epoch, mean loss, test accuracy, the seconds that the epoch's
steps took, those of the processor. The batches are gathered with one indexing operation; a DataLoader takes longer.
"""

import gzip
import os
import sys
from os.path import join
from struct import unpack
from time import perf_counter, process_time

threads = int(sys.argv[5]) if len(sys.argv) > 5 else 1
# The thread that runs backward does not see set_num_threads. Threads that wait give up the processor.
os.environ["OMP_NUM_THREADS"] = str(threads)
os.environ["OMP_WAIT_POLICY"] = "passive"

import torch
from torch import frombuffer, manual_seed, no_grad, randperm, set_num_threads, uint8
from torch.nn import Conv2d, CrossEntropyLoss, Flatten, Linear, MaxPool2d, ReLU, Sequential, Unflatten
from torch.optim import Adam


def mlp():
    return Sequential(Flatten(), Linear(784, 256), ReLU(), Linear(256, 128), ReLU(), Linear(128, 10))


def cnn():
    return Sequential(
        Unflatten(1, (1, 28)),
        Conv2d(1, 16, 3, padding=1), ReLU(), MaxPool2d(2),
        Conv2d(16, 32, 3, padding=1), ReLU(), MaxPool2d(2),
        Flatten(), Linear(32 * 7 * 7, 10),
    )


NETWORKS = {"mlp": (mlp, 128), "cnn": (cnn, 64)}


def idx(path):
    with gzip.open(path) as file:
        data = file.read()
    axes = data[3]
    sizes = unpack(f">{axes}i", data[4 : 4 + 4 * axes])
    return frombuffer(bytearray(data[4 + 4 * axes :]), dtype=uint8).view(*sizes)


def learn(seed, model, size, epochs, images, labels, test_images, test_labels):
    optimizer = Adam(model.parameters(), lr=1e-3)
    criterion = CrossEntropyLoss()
    for epoch in range(epochs):
        start, used = perf_counter(), process_time()
        total = 0.0
        order = randperm(len(images))
        for rows in order.split(size):
            optimizer.zero_grad()
            loss = criterion(model(images[rows]), labels[rows])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(rows)
        seconds, used = perf_counter() - start, process_time() - used
        with no_grad():
            right = sum(
                (model(x).argmax(1) == t).sum().item()
                for x, t in zip(test_images.split(512), test_labels.split(512))
            )
        print(
            seed, epoch, f"{total / len(images):.4f}", right / len(test_images), f"{seconds:.3f}", f"{used:.3f}",
            flush=True,
        )


set_num_threads(threads)
network, batch = NETWORKS[sys.argv[1]]
epochs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
seeds = int(sys.argv[3]) if len(sys.argv) > 3 else 1
folder = sys.argv[4] if len(sys.argv) > 4 else "/usr/share/datasets/fashion-mnist"
data = (
    idx(join(folder, "train-images-idx3-ubyte.gz")) / 255,
    idx(join(folder, "train-labels-idx1-ubyte.gz")).long(),
    idx(join(folder, "t10k-images-idx3-ubyte.gz")) / 255,
    idx(join(folder, "t10k-labels-idx1-ubyte.gz")).long(),
)
print("version", torch.__version__)
for seed in range(seeds):
    manual_seed(seed)
    learn(seed, network(), batch, epochs, *data)
