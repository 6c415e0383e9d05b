"""A real PostgreSQL for tests and measurements: in a temporary folder, reached by a socket in it, gone afterwards."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

_USER = "ceasefire"
_numbers = itertools.count(1)


def missing() -> str | None:
    """Why there can be no server here; None when there can."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return "psycopg is not installed: pip install 'ceasefire-tui[postgres]'"
    if _programs() is None:
        return "no PostgreSQL server is installed; on Debian and Ubuntu: apt install postgresql"
    if os.geteuid() == 0 and _other_user() is None:
        return "PostgreSQL does not run as root, and there is no user postgres"
    return None


def _programs() -> Path | None:
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return versions[-1].parent if versions else None


def _other_user() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return None


class Server:
    """A running server. `record()` gives the address of a record that nobody has used."""

    def __init__(self) -> None:
        programs = _programs()
        assert programs is not None
        self._programs = programs
        self._folder = Path(tempfile.mkdtemp(prefix="cfpg"))
        self._as: dict[str, object] = {}
        user = _other_user() if os.geteuid() == 0 else None
        if user is not None:
            os.chown(self._folder, user.pw_uid, user.pw_gid)
            self._as = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        self._data = self._folder / "data"
        self._run("initdb", "-D", self._data, "-U", _USER, "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        self.start()

    def start(self) -> None:
        """Start it; returns when it answers."""
        options = f"-c listen_addresses= -c unix_socket_directories={self._folder} -c fsync=off -c shared_buffers=32MB"
        self._run("pg_ctl", "start", "-w", "-D", self._data, "-o", options, "-l", self._folder / "log")

    def stop(self, how: str = "fast") -> None:
        """Stop it; returns when it is gone."""
        self._run("pg_ctl", "stop", "-w", "-D", self._data, "-m", how)

    def close(self) -> None:
        """Stop it and remove what it wrote."""
        self.stop("immediate")
        shutil.rmtree(self._folder)

    def record(self) -> str:
        """The address of a record that nobody has used."""
        return f"postgresql://{_USER}@/postgres?host={self._folder}#record-{next(_numbers)}"

    def _run(self, program: str, *args: object) -> None:
        done = subprocess.run(
            [self._programs / program, *map(str, args)],
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env={"PATH": os.defpath, "LC_ALL": "C"},
            check=False,
            **self._as,  # type: ignore[call-overload]
        )
        assert done.returncode == 0, done.stderr.decode()
