"""What the pytest plugin does once a project asks for it; `budgetrules.pytest_plugin` is its entry."""
