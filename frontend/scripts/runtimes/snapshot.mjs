// The memory of a Python interpreter that has started and imported what programs usually import.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const USUAL = `
import abc, array, asyncio, bisect, collections, contextlib, copy, csv, dataclasses, datetime, decimal, enum, fractions
import functools, heapq, io, itertools, json, linecache, logging, math, operator, os, pathlib, random, re, statistics
import string, sys, textwrap, time, timeit, traceback, types, typing, unittest, uuid
`;

/**
 * @param {string} folder  Of the pyodide package.
 * @param {string} wheel  Path of the sortedcontainers wheel.
 */
export async function makeSnapshot(folder, wheel) {
  const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`).href);
  const python = await loadPyodide({ indexURL: folder, _makeSnapshot: true });
  python.unpackArchive(new Uint8Array(readFileSync(wheel)), "wheel");
  python.runPython(USUAL);
  python.runPython("import sortedcontainers");
  return python.makeMemorySnapshot();
}
