"""The broker for machines without Redis: messages are files in a folder. kombu's own, with its race removed.

kombu opens a message under its final name and then writes it; a worker that looks in between takes an empty message,
can't read it, and dies. Here a message is written aside and renamed, and it is taken by a rename within the folder
instead of a move to the machine's shared /tmp.
"""

import os
import time
import uuid
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.exceptions import ChannelError
from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps, loads


class Channel(filesystem.Channel):
    """Puts and takes whole messages only."""

    def _put(self, queue: str, payload: Any, **options: Any) -> None:
        folder = Path(self.data_folder_out)
        # Names sort by priority, then by age: the first is taken first. All clocks here are one machine's.
        priority = self._get_message_priority(payload)
        name = f"{priority}_{time.monotonic_ns():020}_{uuid.uuid4()}"
        aside = folder / f".{name}.part"
        try:
            aside.write_text(dumps(payload))
            os.replace(aside, folder / f"{name}.{queue}.msg")
        except OSError as error:
            raise ChannelError(f"cannot put a message into {folder}: {error}") from error

    def _get(self, queue: str) -> Any:
        folder = Path(self.data_folder_in)
        for name in sorted(os.listdir(folder)):
            if name.startswith(".") or name.partition(".")[2] != f"{queue}.msg":
                continue
            taken = folder / f".{name}.taken"
            try:
                os.rename(folder / name, taken)  # of several workers one succeeds
            except FileNotFoundError:
                continue
            try:
                return loads(taken.read_text())
            except ValueError:
                continue  # broken by a power cut: lost, and the sweeper sends its row again
            finally:
                taken.unlink()
        raise Empty


class Transport(filesystem.Transport):
    """filesystem:// with the channel above."""

    Channel = Channel


TRANSPORT_ALIASES["filesystem"] = "paritrana.folder_broker:Transport"
