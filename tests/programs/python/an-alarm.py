import signal


def stop(number, frame):
    raise TimeoutError("too slow")


signal.signal(signal.SIGALRM, stop)
signal.alarm(1)
try:
    while True:
        pass
except TimeoutError as error:
    print(error)
