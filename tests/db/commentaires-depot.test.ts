import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { fromBufferPromise } from "yauzl";
import { ecrireCommentaire } from "@/lib/server/commentaires/ecrire-commentaire";
import { apercuPdf } from "@/lib/server/dossiers/apercu-pdf";
import { deposerDossier } from "@/lib/server/dossiers/deposer-dossier";
import { exporterDossier } from "@/lib/server/dossiers/exporter-dossier";
import type { Agent } from "@/lib/server/droits";
import { lirePaquet } from "@/lib/server/paquet/lire-paquet";
import { ajouterPiece } from "@/lib/server/pieces/ajouter-piece";
import { annexeBalisee } from "@/tests/outils/pdf/annexes";
import { creerAgent, deposable, exemple, importer, JOUR_DEPOT, versionsVues } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

/** What the team says of its dossier is looked for in all that leaves it: preview, export, filed version, deposit pack. */

const donnees = vi.hoisted(() => ({ dossier: "" }));
vi.mock("@/lib/env", async (original) => {
  const { env } = await original<typeof import("@/lib/env")>();
  donnees.dossier = mkdtempSync("/tmp/rigel-commentaires-");
  return { env: { ...env, NEXTAUTH_SECRET: "", RIGEL_DATA: donnees.dossier } };
});

const MOT = "betterave";
let base: BaseDeTest;
let responsable: Agent;
let id: string;

beforeAll(async () => {
  base = await baseDeTest();
  responsable = await creerAgent(base.client, "equipe_projet");
  id = await importer(responsable, deposable(exemple("fpi-aura")));
  const annexe = await annexeBalisee({ pages: 1, titre: "Note" });
  for (const { id: pieceId, type } of await base.client.piece.findMany({ where: { dossierId: id } }))
    await ajouterPiece(responsable, { dossierId: id, pieceId, nom: `${type}.pdf`, octets: annexe }, JOUR_DEPOT);
  const dire = (section: "identite" | "budget", adresse: string | null) =>
    ecrireCommentaire(responsable, { dossierId: id, section, adresse, texte: `${MOT} ${section}` }, JOUR_DEPOT);
  await dire("identite", "identite/titre");
  await dire("budget", null);
}, 120_000);
afterAll(() => base.fermer());

function texteDuPdf(octets: Uint8Array): string {
  const fichier = path.join(donnees.dossier, "a-lire.pdf");
  writeFileSync(fichier, octets);
  return execFileSync("pdftotext", [fichier, "-"], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
}

test("ni l’export, ni l’aperçu, ni la version déposée, ni le paquet ne portent un commentaire", {
  timeout: 120_000,
}, async () => {
  expect(JSON.stringify(await exporterDossier(responsable, id))).not.toContain(MOT);
  const apercu = texteDuPdf((await apercuPdf(responsable, id))?.octets as Uint8Array);
  expect(apercu).toContain("FPI AURA");
  expect(apercu).not.toContain(MOT);
  await deposerDossier(responsable, { dossierId: id, versionsVues: await versionsVues(responsable, id) }, JOUR_DEPOT);
  expect(JSON.stringify(await base.client.versionDeposee.findMany({ where: { dossierId: id } }))).not.toContain(MOT);
  const paquet = await lirePaquet(responsable, id, 1);
  const octetsPaquet = Buffer.from(await new Response(paquet?.flux).arrayBuffer());
  const zip = await fromBufferPromise(octetsPaquet, { lazyEntries: true });
  let lus = 0;
  for await (const entree of zip.eachEntry()) {
    const parts: Buffer[] = [];
    for await (const m of (await zip.openReadStreamPromise(entree)) as AsyncIterable<Buffer>) parts.push(m);
    const octets = Buffer.concat(parts);
    expect(octets.toString("latin1"), entree.fileName).not.toContain(MOT);
    if (entree.fileName.endsWith(".pdf")) expect(texteDuPdf(octets), entree.fileName).not.toContain(MOT);
    lus += 1;
  }
  expect(lus).toBeGreaterThan(3);
});
