"""From failed checks to the errors behind them: one root, one finding, what follows from it below."""
