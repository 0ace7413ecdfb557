"""Speed, ours and the peers' side by side in one run; ``./run bench`` prints ratios and gates nothing.

A bench is a module with ``main()`` that prints one JSON line per contender and figure (:mod:`tests.bench.figures`).
The ratios that matter are rows of :mod:`tests.bench.goals`. Peers that are not dependencies live in environments of
their own (:mod:`tests.bench.peers`).
"""
