"""Tests see the product from outside: real servers, real sockets, real databases."""
