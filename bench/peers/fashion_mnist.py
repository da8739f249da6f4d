"""The networks of samples/FashionMnist.cs in PyTorch: float32, one thread.

    /usr/bin/python3 fashion_mnist.py [epochs] [folder]

Prints for each epoch the mean loss, the test accuracy and the seconds that the epoch's steps took. The batches are
gathered with one indexing operation; a DataLoader takes longer.
"""

import gzip
import os
import sys
from os.path import join
from struct import unpack
from time import perf_counter, process_time

# The thread that runs backward does not see set_num_threads.
os.environ["OMP_NUM_THREADS"] = "1"

import torch
from torch import frombuffer, manual_seed, no_grad, randperm, set_num_threads, uint8
from torch.nn import Conv2d, CrossEntropyLoss, Flatten, Linear, MaxPool2d, ReLU, Sequential, Unflatten
from torch.optim import Adam


def idx(path):
    with gzip.open(path) as file:
        data = file.read()
    axes = data[3]
    sizes = unpack(f">{axes}i", data[4 : 4 + 4 * axes])
    return frombuffer(bytearray(data[4 + 4 * axes :]), dtype=uint8).view(*sizes)


def learn(name, model, size, epochs, images, labels, test_images, test_labels):
    print(name)
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
            f"epoch {epoch + 1}: loss {total / len(images):.4f}, test accuracy {right / len(test_images):.2%}, "
            f"{seconds:.2f} s, {used:.2f} s of the processor",
            flush=True,
        )


set_num_threads(1)
manual_seed(42)
epochs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
folder = sys.argv[2] if len(sys.argv) > 2 else "/usr/share/datasets/fashion-mnist"
data = (
    idx(join(folder, "train-images-idx3-ubyte.gz")) / 255,
    idx(join(folder, "train-labels-idx1-ubyte.gz")).long(),
    idx(join(folder, "t10k-images-idx3-ubyte.gz")) / 255,
    idx(join(folder, "t10k-labels-idx1-ubyte.gz")).long(),
)
print("PyTorch", torch.__version__)
mlp = Sequential(Flatten(), Linear(784, 256), ReLU(), Linear(256, 128), ReLU(), Linear(128, 10))
learn("784-256-128-10, batch 128", mlp, 128, epochs, *data)
cnn = Sequential(
    Unflatten(1, (1, 28)),
    Conv2d(1, 16, 3, padding=1), ReLU(), MaxPool2d(2),
    Conv2d(16, 32, 3, padding=1), ReLU(), MaxPool2d(2),
    Flatten(), Linear(32 * 7 * 7, 10),
)
learn("1-16-32 channels, batch 64", cnn, 64, epochs, *data)
