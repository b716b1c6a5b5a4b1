import sys


def tell(kind, error, trace):
    print("hook:", kind.__name__, error, "at line", trace.tb_lineno)


sys.excepthook = tell
raise LookupError("nobody caught this")
