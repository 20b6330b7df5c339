### ledger
