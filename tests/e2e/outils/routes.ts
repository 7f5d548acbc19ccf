import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** Every address of the service, read from the files of app/: a new one is covered, or fails the test that wants a case for it. */

export type Route = {
  /** `/dossiers/[id]/budget` */
  motif: string;
  genre: "page" | "route";
  /** Methods that a route answers; pages answer GET, and POST for their actions. */
  methodes: string[];
};

const EXPORT =
  /export\s+(?:async\s+function|function|const)\s+(GET|POST|PUT|PATCH|DELETE)\b|(?:as\s+|\{\s*)(GET|POST|PUT|PATCH|DELETE)\b/g;

export const ROUTES: Route[] = readdirSync("app", { recursive: true, withFileTypes: true })
  .filter((f) => f.isFile() && /^(page|route)\.tsx?$/.test(f.name))
  .map((f): Route => {
    const fichier = path.join(f.parentPath, f.name);
    const motif = path
      .relative("app", f.parentPath)
      .split(path.sep)
      .filter((partie) => !/^\(.*\)$/.test(partie))
      .join("/");
    const genre = f.name.startsWith("page") ? "page" : "route";
    const exports = [...readFileSync(fichier, "utf8").matchAll(EXPORT)].map((m) => m[1] ?? m[2] ?? "");
    return { motif: `/${motif}`, genre, methodes: genre === "page" ? ["GET"] : exports };
  })
  .sort((a, b) => (a.motif < b.motif ? -1 : 1));

export const DYNAMIQUES = ROUTES.filter((r) => r.motif.includes("["));
