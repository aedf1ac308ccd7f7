"""The only room that knows all stages: the straight line for one letter, batches, the ledger, the executors."""
