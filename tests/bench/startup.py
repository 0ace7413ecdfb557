"""From exec to a window that stands, under Xvfb: processor time and memory; ours, an empty PySide6 window, labelme.

Memory is PSS of the process that owns the window (its workers ended), read when the window has been quiet.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.figures import Figure, not_measured
from tests.bench.peers import peer_python

ROUNDS = 5
EMPTY = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.setWindowTitle("an empty window")
window.show()
app.exec()
"""


@contextmanager
def display() -> Iterator[str]:
    """Start an X server of our own."""
    name = f":{90 + os.getpid() % 900}"
    server = subprocess.Popen(
        ["Xvfb", name, "-screen", "0", "1600x1000x24", "-nolisten", "tcp"], stderr=subprocess.DEVNULL
    )
    try:
        while not Path(f"/tmp/.X11-unix/X{name[1:]}").exists():
            time.sleep(0.02)
        yield name
    finally:
        server.terminate()
        server.wait()


def processor_time_s(pid: int) -> float:
    """Read user and system seconds of a process and of its ended children from ``/proc/PID/stat`` (proc(5))."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(ticks) for ticks in fields[11:15]) / os.sysconf("SC_CLK_TCK")


def pss_mb(pid: int) -> float:
    """Read the proportional set size of a process in megabytes from ``/proc/PID/smaps_rollup``."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(next(line for line in rollup.splitlines() if line.startswith("Pss:")).split()[1]) / 1024


def until_quiet(pid: int) -> None:
    """Wait until the process has used no processor time for half a second."""
    used, since = -1.0, time.monotonic()
    while time.monotonic() - since < 0.5:
        now = processor_time_s(pid)
        if now != used:
            used, since = now, time.monotonic()
        time.sleep(0.05)


def start(command: list[str], title: str, screen: str, home: str) -> tuple[float, float, float]:
    """Start a program, wait for its window and return (processor s until it stood, wall s, PSS MB when quiet)."""
    environment = {**os.environ, "DISPLAY": screen, "HOME": home, "QT_QPA_PLATFORM": "xcb", "XDG_CONFIG_HOME": home}
    began = time.perf_counter()
    program = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        search = ["xdotool", "search", "--sync", "--onlyvisible", "--name", title]
        subprocess.run(search, env=environment, stdout=subprocess.DEVNULL, timeout=60, check=True)
        wall, processor = time.perf_counter() - began, processor_time_s(program.pid)
        until_quiet(program.pid)
        return processor, wall, pss_mb(program.pid)
    finally:
        program.kill()
        program.wait()


def contenders() -> dict[str, tuple[list[str], str]]:
    """Return name -> (command, a part of its window's title)."""
    found = {
        "empty PySide6 window": ([sys.executable, "-c", EMPTY], "an empty window"),
        "verifier": ([sys.executable, "-m", "verifier"], "^verifier|verifier$"),
    }
    try:
        found["labelme"] = ([str(peer_python("labelme", "labelme").with_name("labelme"))], "^labelme|Labelme")
    except (OSError, subprocess.CalledProcessError) as error:
        not_measured("labelme", str(error))
    return found


def main() -> None:
    if not shutil.which("Xvfb") or not shutil.which("xdotool"):
        not_measured("start-up", "Xvfb and xdotool are needed")
        return
    rows: dict[str, list[tuple[float, float, float]]] = {}
    with display() as screen, tempfile.TemporaryDirectory() as home:
        found = contenders()
        for number in range(ROUNDS + 1):
            for name, (command, title) in list(found.items()):
                try:
                    taken = start(command, title, screen, home)
                except subprocess.SubprocessError:
                    not_measured(name, "its window did not come; a system library that it needs may be missing")
                    del found[name]
                    continue
                if number:
                    rows.setdefault(name, []).append(taken)
    for name, taken_all in rows.items():
        for figure, unit, values in zip(
            ("processor", "wall", "PSS"), ("s", "s", "MB"), zip(*taken_all, strict=True), strict=True
        ):
            Figure(name, figure, unit, values).print()


if __name__ == "__main__":
    main()
