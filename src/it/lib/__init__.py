"""What the integration suites and ./bench share: starting programs, reading them, ending them."""
