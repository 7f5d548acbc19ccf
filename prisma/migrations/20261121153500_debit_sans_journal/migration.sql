-- Counters of the rate limits, written at every action: losing them in a crash costs nothing, waiting for the disk would.
ALTER TABLE "LimiteDebit" SET UNLOGGED;
