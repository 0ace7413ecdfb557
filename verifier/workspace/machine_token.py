"""One word that tells two readings of a case made on one installation of the program from those made on two.

It follows from a random secret, kept beside the settings and never leaving this computer, and from the case: nobody can
tell a machine, an account or another case by it. Not for proving anything: who deletes the secret has another word.
"""

import contextlib
import hashlib
import hmac
import logging
import os
import secrets
from pathlib import Path

from verifier.workspace.settings import settings_path

log = logging.getLogger(__name__)

SECRET_BYTES = 32
TOKEN_LETTERS = 16


def machine_token(case_id: str, path: Path | None = None) -> str:
    """Return this installation's word for a case; "" where no secret can be kept, which means: not known."""
    secret = _secret(path or settings_path().with_name("machine-secret"))
    if secret is None:
        return ""
    return hmac.new(secret, b"verifier reading\n" + case_id.encode(), hashlib.sha256).hexdigest()[:TOKEN_LETTERS]


def _secret(path: Path) -> bytes | None:
    with contextlib.suppress(FileNotFoundError, OSError):
        found = path.read_bytes()
        if len(found) == SECRET_BYTES:
            return found
    made = secrets.token_bytes(SECRET_BYTES)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(made)
        temporary.replace(path)
    except OSError as error:
        log.info("no machine secret kept: %s", error.strerror)
        return None
    return made
