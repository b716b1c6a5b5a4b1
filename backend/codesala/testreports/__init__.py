"""How each hidden case of a question went, as the host's page that ran them tells it: for hosts alone."""
