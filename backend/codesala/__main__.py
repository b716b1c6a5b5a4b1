"""`codesala …`, and `python -m codesala …`. What a command needs is imported late: who supervises needs none of it."""

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
    from codesala.commands import run

    return run(arguments, worker)


if __name__ == "__main__":
    sys.exit(main())
