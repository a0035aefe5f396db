"""Whatever answers tasks: the local engine, endpoints, and cassettes of either."""
