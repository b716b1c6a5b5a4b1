"""Tests of promises that others rely on: the ports on each adapter, and the REST API."""
