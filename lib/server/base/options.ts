/** On PGlite a transaction waits for the one before it: the defaults (2 s, 5 s) would fail an ordinary burst of saves. */
export const OPTIONS_TRANSACTION = { maxWait: 15_000, timeout: 15_000 } as const;
