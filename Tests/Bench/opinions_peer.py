"""The opinion map as one would write it with numpy and scikit-learn, to measure Kith's beside.

    opinions_peer.py VOTES    VOTES is what `kith bench opinions --write` wrote

Prints JSON: CPU seconds by stage, peak memory in MB, the number of groups, and how far they agree
with the planted ones.
"""

import json
import resource
import sys
import time

import numpy as np
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.metrics import adjusted_rand_score, silhouette_score


def read(path):
    with open(path, "rb") as file:
        people, statements, count = np.fromfile(file, dtype="<i4", count=3)
        who = np.fromfile(file, dtype="<i4", count=count)
        what = np.fromfile(file, dtype="<i4", count=count)
        vote = np.fromfile(file, dtype="i1", count=count)
        planted = np.fromfile(file, dtype="<i4", count=people)
    return people, statements, who, what, vote, planted


def main():
    people, statements, who, what, vote, planted = read(sys.argv[1])
    stages = {}
    last = time.process_time()

    def done(name):
        nonlocal last
        now = time.process_time()
        stages[name] = now - last
        last = now

    # Means from the list of votes: numpy's nanmean of the whole table takes four times as long.
    counts = np.bincount(what, minlength=statements)
    means = np.bincount(what, weights=vote, minlength=statements) / np.maximum(counts, 1)
    filled = np.empty((people, statements))
    filled[:] = means
    filled[who, what] = vote
    done("matrix")
    axes = PCA(n_components=2, random_state=0).fit(filled)
    done("pca")
    votes = np.bincount(who, minlength=people)
    places = axes.transform(filled) * np.sqrt(statements / np.maximum(votes, 1))[:, None]
    counted = votes >= min(7, statements)
    done("projection")
    points = places[counted]
    best = None
    for k in range(2, 6):
        found = KMeans(k, n_init=10, random_state=0).fit(points)
        score = silhouette_score(
            points, found.labels_, sample_size=min(5000, len(points)), random_state=0
        )
        if best is None or score > best[0]:
            best = (score, k, found.labels_)
    done("groups")
    _, k, labels = best
    groups = np.full(people, -1)
    groups[counted] = labels
    tests = []
    of = groups[who]
    tally = {
        value: np.stack(
            [
                np.bincount(what[(of == group) & (vote == value)], minlength=statements)
                for group in range(k)
            ]
        )
        for value in (-1, 0, 1)
    }
    answers = tally[-1] + tally[0] + tally[1]
    for group in range(k):
        agrees, n = tally[1][group], answers[group]
        others, m = tally[1].sum(axis=0) - agrees, answers.sum(axis=0) - n
        pa = (1 + agrees) / (2 + n)
        ra = pa / ((1 + others) / (2 + m))
        pooled = (agrees + others + 2) / (n + m + 2)
        rat = ((agrees + 1) / (n + 1) - (others + 1) / (m + 1)) / np.sqrt(
            np.maximum(pooled * (1 - pooled) * (1 / (n + 1) + 1 / (m + 1)), 1e-12)
        )
        tests.append(np.argsort(-(ra * rat * pa))[:5].tolist())
    done("statements")
    print(
        json.dumps(
            {
                "cpu": sum(stages.values()),
                "stages": stages,
                "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "k": k,
                "ari": adjusted_rand_score(planted[counted], labels),
            }
        )
    )


main()
