import path from "node:path";
import { build } from "vite";

/**
 * One file of JavaScript from a TypeScript entry, packages left outside: a process that is started many times then starts in
 * a second, and does not see the sources change meanwhile.
 */
export async function construireServeur(entree: string): Promise<string> {
  const racine = process.cwd();
  const outDir = path.join(
    racine,
    "node_modules",
    ".cache",
    "rigel-tests",
    `${path.basename(entree, ".ts")}-${process.pid}`,
  );
  await build({
    root: racine,
    configFile: false,
    logLevel: "error",
    resolve: {
      alias: [
        { find: /^@\//, replacement: `${racine}/` },
        { find: /^server-only$/, replacement: path.join(racine, "node_modules/server-only/empty.js") },
      ],
    },
    build: {
      ssr: entree,
      outDir,
      emptyOutDir: true,
      minify: false,
      rollupOptions: { output: { entryFileNames: "serveur.mjs" } },
    },
  });
  return path.join(outDir, "serveur.mjs");
}
