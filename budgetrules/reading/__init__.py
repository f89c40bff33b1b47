"""Files of any kind → lines and grids → recognised by templates → the model."""
