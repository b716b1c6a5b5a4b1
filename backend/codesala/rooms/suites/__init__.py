"""Tests of questions as a room knows them: who may run which, and what is told of their cases."""
