"""From failed checks to the errors behind them: one root is one finding, what follows stands below.

`roots` and `case` hold the values, `cause` says what a cause is, `order` runs all of them; each
other module that ends in a `CAUSE` is one kind of error. `root_findings` turns roots into findings.
"""
