"""functools.cache and lru_cache in Python instead of C: each call of the C one uses up the browser's own stack."""

import functools
import importlib.util
import sys


def _in_python():
    """The wrapper that functools has for interpreters without its part in C."""
    kept, sys.modules["_functools"] = sys.modules["_functools"], None
    try:
        spec = importlib.util.find_spec("functools")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module._lru_cache_wrapper
    finally:
        sys.modules["_functools"] = kept


def cache_in_python():
    wrapper_in_python = _in_python()
    limit, set_limit = sys.getrecursionlimit, sys.setrecursionlimit

    def wrapper(function, *settings):
        def deeper(*args, **kwds):
            # The wrapper in C does not count as a call: neither may the two that are here instead of it.
            set_limit(limit() + 2)
            try:
                return function(*args, **kwds)
            finally:
                try:
                    set_limit(limit() - 2)
                except RecursionError:  # it is being reported already
                    pass

        return wrapper_in_python(deeper, *settings)

    functools._lru_cache_wrapper = wrapper
