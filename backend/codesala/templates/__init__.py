"""Recipes for sessions, kept in libraries."""
