import { readdirSync } from "node:fs";
import path from "node:path";
import { unstable_doesMiddlewareMatch as passeParLeProxy } from "next/experimental/testing/server";
import { expect, test, vi } from "vitest";
import { POLITIQUE_FICHIERS } from "@/lib/server/en-tetes";
import { config } from "@/proxy";

vi.mock("@/lib/server/session", () => ({ agentCourant: async () => null }));

const ID = "3f0e7c1e-2b6d-4f7e-9a53-0d4f3c0c9a11";

test.each([
  ["/", true],
  ["/dossiers", true],
  [`/dossiers/${ID}/pieces`, true],
  [`/api/v1/pieces/${ID}`, true],
  [`/api/v1/dossiers/${ID}`, true],
  [`/api/v1/dossiers/${ID}/pieces/autre`, true],
  [`/api/v1/dossiers/${ID}/pieces`, false],
  ["/api/v1/dossiers/lire-pdf", false],
  ["/api/v1/dossiers/lire-pdf/autre", true],
  ["/api/v1/regimes/documents", false],
  [`/api/v1/regimes/documents/${ID}`, true],
  ["/api/v1/referentiels", false],
  ["/api/v1/carte/imports", false],
  [`/api/v1/carte/imports/${ID}`, true],
  ["/_next/static/x.js", false],
  ["/_next/image", false],
  ["/_next/image?url=x", false],
  ["/_next/imagerie", true],
  ["/favicon-x", true],
  ["/favicon", true],
  ["/favicon.ico/x", true],
  ["/faviconxico", true],
  ["/schemas/x", true],
  ["/schemas/", true],
  ["/schemas/rigel-dossier-1.json/x", true],
])("le proxy voit %s : %s", (url, attendu) => {
  expect(passeParLeProxy({ config, url, nextConfig: {} })).toBe(attendu);
});

test("chaque fichier public est servi sans le proxy, et lui seul", () => {
  const fichiers = readdirSync("public", { recursive: true, withFileTypes: true })
    .filter((entree) => entree.isFile())
    .map((entree) => `/${path.relative("public", path.join(entree.parentPath, entree.name))}`);
  expect(fichiers.length).toBeGreaterThan(3);
  expect(fichiers.filter((url) => passeParLeProxy({ config, url, nextConfig: {} }))).toEqual([]);
});

test("l’envoi d’une pièce, que le proxy ne voit pas, porte les mêmes en-têtes", async () => {
  const { POST } = await import("@/app/api/v1/dossiers/[id]/pieces/route");
  const requete = new Request(`https://rigel.test/api/v1/dossiers/${ID}/pieces`, {
    method: "POST",
    headers: { "x-forwarded-proto": "https", "x-request-id": ID },
  });
  const reponse = await POST(requete, { params: Promise.resolve({ id: ID }) });
  expect(reponse.status).toBe(401);
  expect(await reponse.json()).toMatchObject({ ok: false, erreur: "session" });
  expect(Object.fromEntries(reponse.headers)).toMatchObject({
    "content-security-policy": POLITIQUE_FICHIERS,
    "cache-control": "no-store",
    "x-request-id": ID,
    "strict-transport-security": expect.stringContaining("max-age="),
  });
});
