"""What tests are made of: servers to start and kill, clients with verbs, waiting with a deadline."""
