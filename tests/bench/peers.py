"""Peers in environments of their own, made by uv under ``.venv/peers``; nothing of them touches ours."""

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def peer_python(name: str, *packages: str) -> Path:
    """Make (once) an environment with ``packages`` and return its Python."""
    home = ROOT / ".venv" / "peers" / name
    python = home / "bin" / "python"
    if not python.exists():
        uv = os.environ.get("VERIFIER_UV") or shutil.which("uv") or str(ROOT / ".venv" / "bin" / "uv")
        subprocess.run([uv, "venv", "-q", str(home)], check=True)
        subprocess.run([uv, "pip", "install", "-q", "--python", str(python), *packages], check=True)
    return python
