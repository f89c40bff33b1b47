"""What the pytest plugin does once a project asks; `budgetrules.pytest_plugin` is its entry."""
