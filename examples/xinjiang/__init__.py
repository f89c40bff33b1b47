"""An invented department's budget in Xinjiang's form: a ledger of exact amounts, its eleven tables, its text dump."""
