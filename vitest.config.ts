import path from "node:path";
import { defineConfig } from "vitest/config";
import { LongsDAbord } from "./tests/outils/ordre";

const racine = import.meta.dirname;

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: `${racine}/` },
      // Outside of React's server condition this package throws on import, which is its whole purpose.
      { find: /^server-only$/, replacement: path.join(racine, "node_modules/server-only/empty.js") },
    ],
  },
  test: {
    // Vitest's own NODE_ENV; the logger is silent and the demo closed unless a test says otherwise.
    env: { NODE_ENV: "test" },
    // Two cores; generous limits, since some tests start real processes on a machine that others share.
    maxWorkers: 2,
    sequence: { sequencer: LongsDAbord },
    testTimeout: 60_000,
    hookTimeout: 180_000,
    projects: [
      { extends: true, test: { name: "unit", include: ["tests/unit/**/*.test.ts", "tests/unit/**/*.test.tsx"] } },
      { extends: true, test: { name: "db", include: ["tests/db/**/*.test.ts"] } },
    ],
  },
});
