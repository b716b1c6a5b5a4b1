import logging
import sys
import traceback


def outer():
    inner()


def inner():
    traceback.print_stack()
    print([frame.name for frame in traceback.extract_stack()])
    logging.error("with its stack", stack_info=True)


logging.basicConfig(stream=sys.stdout, format="%(processName)s %(threadName)s %(message)s")
outer()
