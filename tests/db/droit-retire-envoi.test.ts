import { mkdtempSync } from "node:fs";
import { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { exporterAnnexe } from "@/lib/server/annexe/exporter-annexe";
import { importerAnnexe } from "@/lib/server/annexe/importer-annexe";
import type { Agent } from "@/lib/server/droits";
import { deposerSignee } from "@/lib/server/lettres/deposer-signee";
import { envoyerLettres } from "@/lib/server/lettres/envoyer-lettres";
import { lireRegistre } from "@/lib/server/lettres/lire-registre";
import { preparerLettres } from "@/lib/server/lettres/preparer-lettres";
import { ajouterPiece } from "@/lib/server/pieces/ajouter-piece";
import { creerAgent, erreurDe, exemple, importer, octetsPdf } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

vi.mock("@/lib/env", async (original) => {
  const { env } = await original<typeof import("@/lib/env")>();
  return { env: { ...env, NEXTAUTH_SECRET: "", RIGEL_DATA: mkdtempSync("/tmp/rigel-envoi-") } };
});

/** A right withdrawn while a file is on its way: what follows the file is judged on the rights alive by then. */

const MAINTENANT = new Date("2024-02-27T10:00:00Z");
let base: BaseDeTest;
let camille: Agent;
let id: string;
beforeAll(async () => {
  base = await baseDeTest();
});
afterAll(() => base.fermer());
beforeEach(async () => {
  camille = await creerAgent(base.client, "equipe_projet");
  id = await importer(camille, exemple("fpi-aura"));
});

const retirer = (agent: Agent) =>
  base.client.habilitation.updateMany({
    where: { utilisateurId: agent.id },
    data: { retireeLe: MAINTENANT, motifRetrait: "A changé de service." },
  });
/** The right goes once the first byte is there. */
const pendant = (octets: Uint8Array, agent: Agent): Readable =>
  Readable.from(
    (async function* () {
      await retirer(agent);
      yield octets;
    })(),
  );

test("une lettre signée", async () => {
  await preparerLettres(
    camille,
    { dossierId: id, lettres: [{ partenaire: "branche", vue: null, montant: "4000000.00" }] },
    MAINTENANT,
  );
  const [lettre] = (await lireRegistre(camille, id)) ?? [];
  const contact = await creerAgent(base.client, "partenaire", { dossierId: id, partenaire: "branche" });
  const { id: lettreId = "", version = 0 } = lettre ?? {};
  await envoyerLettres(camille, { dossierId: id, envois: [{ lettreId, version, adresse: contact.email }] }, MAINTENANT);
  const fichier = { nom: "signee.pdf", octets: pendant(octetsPdf("signee"), contact) };
  const depot = deposerSignee(contact, { lettreId, champs: { date: "2024-02-27" }, fichier }, MAINTENANT);
  expect(await erreurDe(depot)).toMatchObject({ code: "introuvable" });
  expect((await lireRegistre(camille, id))?.[0]).toMatchObject({ signature: null });
});

test("une pièce jointe", async () => {
  const octets = pendant(octetsPdf("piece"), camille);
  const ajout = ajouterPiece(camille, { dossierId: id, nom: "piece.pdf", octets }, MAINTENANT);
  expect((await erreurDe(ajout)).code).toMatch(/introuvable|interdit/);
  expect(await base.client.piece.count({ where: { dossierId: id, nomFichier: "piece.pdf" } })).toBe(0);
});

test("une annexe importée", async () => {
  const { octets } = (await exporterAnnexe(camille, id, MAINTENANT)) as { octets: Buffer };
  const demande = { dossierId: id, nom: "annexe.xlsx", octets, point: true };
  const vue = await importerAnnexe(camille, { ...demande, apercu: null }, MAINTENANT);
  const { revision } = (vue as { apercu: { revision: number } }).apercu;
  await retirer(camille);
  for (const apercu of [null, revision])
    expect((await erreurDe(importerAnnexe(camille, { ...demande, apercu }, MAINTENANT))).code).toMatch(
      /introuvable|interdit/,
    );
});
