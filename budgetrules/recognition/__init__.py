"""Lines and grids → the budget model, by the templates of forms."""
