"""Recursion through functions in C: each of their calls uses up the browser's own stack, so Python does their part."""

import ast
import builtins
import functools
import importlib.util
import re
import sys
import traceback
import warnings

_limit, _set_limit = sys.getrecursionlimit, sys.setrecursionlimit
_owed = 0


def _in_python():
    """The wrapper of functools.cache and lru_cache that functools has for interpreters without its part in C."""
    kept, sys.modules["_functools"] = sys.modules["_functools"], None
    try:
        spec = importlib.util.find_spec("functools")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module._lru_cache_wrapper
    finally:
        sys.modules["_functools"] = kept


def _forget(calls):
    """What is in C elsewhere does not count as a call: neither may what is here instead of it."""
    global _owed
    calls += _owed
    try:
        _set_limit(_limit() - calls)
        _owed = 0
    except RecursionError:  # it is being reported already: a call further out does it
        _owed = calls


def cache_in_python():
    wrapper_in_python = _in_python()

    def wrapper(function, *settings):
        def deeper(*args, **kwds):
            _set_limit(_limit() + 2)
            try:
                return function(*args, **kwds)
            finally:
                _forget(2)

        return wrapper_in_python(deeper, *settings)

    functools._lru_cache_wrapper = wrapper


def _values(generator, until=None):
    """All that it gives, or the first that is true or false, which decides for `any` and `all`."""
    _set_limit(_limit() + 1)
    try:
        if until is None:
            return [value for value in generator]  # noqa: C416 - list() is in C
        for value in generator:
            if bool(value) is until:
                return [value]
        return []
    finally:
        _forget(1)


def _mapped(function, values):
    _set_limit(_limit() + 1)
    try:
        return [function(value) for value in values]
    finally:
        _forget(1)


# What takes a generator's values: all of them, or until one is true or false.
_TAKES_ALL = ("frozenset", "list", "max", "min", "set", "sorted", "sum", "tuple")
_UNTIL = {"any": True, "all": False} | dict.fromkeys(_TAKES_ALL)
_MAY_COME_BACK = re.compile(rf"\b(?:{'|'.join(_UNTIL)}|join)\s*\(")
_HELPERS = {"<values>": _values, "<mapped>": _mapped}  # no program can have such names


def _name_of(node):
    return getattr(node, "id", getattr(node, "attr", None))


class _ComingBack(ast.NodeTransformer):
    """Has the values of generators that call the function around them taken before a function in C takes them."""

    def __init__(self):
        self.around = []
        self.has_changed = False

    def visit_FunctionDef(self, node):
        self.around.append(node.name)
        self.generic_visit(node)
        self.around.pop()
        return node

    def visit_Call(self, node):
        self.generic_visit(node)
        name = _name_of(node.func)
        if node.args and (name in _UNTIL if isinstance(node.func, ast.Name) else name == "join"):
            node.args[0] = self.taken(node.args[0], _UNTIL.get(name))
        return node

    def taken(self, given, until):
        if isinstance(given, ast.GeneratorExp) and any(
            isinstance(inner, ast.Call) and _name_of(inner.func) in self.around for inner in ast.walk(given)
        ):
            return self.call("<values>", [given, ast.Constant(until)], given)
        is_map = isinstance(given, ast.Call) and _name_of(given.func) == "map" and len(given.args) == 2
        if until is None and is_map and _name_of(given.args[0]) in self.around:
            return self.call("<mapped>", given.args, given)
        return given

    def call(self, helper, args, place):
        self.has_changed = True
        return ast.copy_location(ast.Call(ast.Name(helper, ast.Load()), args, []), place)


def compiled(source, name):
    """A program, which comes back to its own functions through generators without the browser's stack."""
    code = compile(source, name, "exec", dont_inherit=True)  # says what is wrong, and warns
    if not _MAY_COME_BACK.search(source):
        return code
    try:
        with warnings.catch_warnings(action="ignore"):
            tree, finder = ast.parse(source, name), _ComingBack()
            tree = ast.fix_missing_locations(finder.visit(tree))
            return compile(tree, name, "exec", dont_inherit=True) if finder.has_changed else code
    except RecursionError:  # an expression that is nested too deep to be read by Python
        return code


def _without_these(walk):
    """What is here in the place of functions in C leaves no line in a traceback, as they do not."""
    own = {_values.__code__.co_filename}

    def walked(*args):
        for found in walk(*args):
            code = found[0].f_code
            if code.co_filename not in own and not code.co_qualname.startswith("_lru_cache_wrapper."):
                yield found

    return walked


def _do_not_count(own):
    """So many calls are around a program here, and none elsewhere."""
    largest = 2**31 - 1

    def setrecursionlimit(limit):
        _set_limit(min(limit + own, largest) if isinstance(limit, int) and 0 < limit <= largest else limit)

    def getrecursionlimit():
        return _limit() - own

    _set_limit(_limit() + own)
    sys.setrecursionlimit, sys.getrecursionlimit = setrecursionlimit, getrecursionlimit


def stand_in(calls_around):
    """Before any program runs."""
    _do_not_count(calls_around)
    cache_in_python()
    builtins.__dict__.update(_HELPERS)
    traceback.walk_tb = _without_these(traceback.walk_tb)
    traceback._walk_tb_with_full_positions = _without_these(traceback._walk_tb_with_full_positions)
