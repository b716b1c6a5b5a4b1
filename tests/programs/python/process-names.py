import logging
import multiprocessing
import os
import sys

logging.basicConfig(stream=sys.stdout, format="%(processName)s: %(message)s")
logging.warning("look out")
current = multiprocessing.current_process()
print(current.name, current.daemon, current.pid == os.getpid(), multiprocessing.parent_process())
