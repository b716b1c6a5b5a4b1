"""`codesala …`, and `python -m codesala …`. What a command needs is imported late: who supervises needs none of it."""

import gc
import sys

from codesala.supervisor import Worker, keep_up


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    worker: Worker | None = None
    if arguments == ["serve"]:
        kept = keep_up()
        if isinstance(kept, int):
            return kept
        worker = kept
        gc.disable()  # until all is there that stays (main.py): looking at it again and again took an eighth of a start
    from codesala.commands import run

    return run(arguments, worker)


if __name__ == "__main__":
    sys.exit(main())
