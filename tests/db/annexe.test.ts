import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { nomCase } from "@/lib/domain/annexe/classeur";
import { direFaute } from "@/lib/domain/annexe/lire-fiche";
import { lireClasseur } from "@/lib/integrations/classeur/lire";
import type { Operation } from "@/lib/schemas/edition";
import { exporterAnnexe, nomAnnexe } from "@/lib/server/annexe/exporter-annexe";
import { type DemandeImport, importerAnnexe } from "@/lib/server/annexe/importer-annexe";
import { contenuALaRevision, lireDossier } from "@/lib/server/annexe/lire-contenu";
import { lecture } from "@/lib/server/base";
import type { Agent } from "@/lib/server/droits";
import { enregistrerModifications } from "@/lib/server/edition/enregistrer-modifications";
import { espaceDe } from "../outils/editer";
import { retoucher } from "../outils/retoucher-classeur";
import { creerAgent, exemple, importer, inviter, JOUR_DEPOT } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

let base: BaseDeTest;
let camille: Agent;
let lectrice: Agent;
let etrangere: Agent;
let id: string;

beforeAll(async () => {
  base = await baseDeTest();
  camille = await creerAgent(base.client, "equipe_projet", { prenom: "Camille" });
  lectrice = await creerAgent(base.client, "equipe_projet", { prenom: "Lucie" });
  etrangere = await creerAgent(base.client, "equipe_projet");
});
afterAll(() => base.fermer());
beforeEach(async () => {
  id = await importer(camille, exemple("fpi-aura"));
  await inviter(base.client, id, lectrice, "lecteur");
});

const exporter = async () => (await exporterAnnexe(camille, id, JOUR_DEPOT)) as { nom: string; octets: Buffer };
const demande = (octets: Buffer, suite: Partial<DemandeImport> = {}): DemandeImport => ({
  dossierId: id,
  nom: "annexe.xlsx",
  octets,
  apercu: null,
  point: false,
  ...suite,
});
const apercu = async (octets: Buffer) => {
  const reponse = await importerAnnexe(camille, demande(octets), JOUR_DEPOT);
  if (reponse.genre !== "apercu") throw new Error(JSON.stringify(reponse));
  return reponse.apercu;
};
const budget = async () => (await espaceDe(camille, id)).fichier.budget ?? [];
/** Cell of the first partner's sheet: where « Promotion » is worth 1 500 000 € in 2026. */
async function caseDe(octets: Buffer, feuille: string, contient: string, colonne: number): Promise<string> {
  const lu = await lireClasseur(octets, "a.xlsx");
  if (!lu.ok) throw new Error(lu.motif);
  const f = lu.classeur.feuilles.find((x) => x.nom === feuille);
  const ligne = [...(f?.lignes ?? [])].find(([, cases]) =>
    [...cases.values()].some((v) => "texte" in v && v.texte === contient),
  );
  return nomCase(colonne, ligne?.[0] ?? 0);
}
const GIPAL = "GIPAL Formation (chef de file,";
const PROMOTION = "Promotion et attractivité";
const champ = (adresse: string, valeur: unknown, vue: number): Operation => ({
  ...{ id: randomUUID(), type: "champ", nature: "saisie", adresse, valeur, vue },
});
const ecrire = (agent: Agent, vue: number, ...operations: Operation[]) =>
  enregistrerModifications(
    agent,
    { dossierId: id, client: randomUUID(), lecteur: agent.id, depuis: vue, operations },
    JOUR_DEPOT,
  );

test("un état que l’historique ne rend qu’au-delà d’une borne n’est pas cherché : exporter de nouveau", async () => {
  const { revision } = await espaceDe(camille, id);
  await ecrire(camille, revision, champ("identite/dureeMois", "40", revision));
  const rendre = (max?: number) =>
    lecture(async (tx) => contenuALaRevision(tx, id, (await lireDossier(tx, id)).etat, revision, max));
  expect(await rendre(0)).toBeNull();
  expect(await rendre()).toMatchObject({ dureeMois: exemple("fpi-aura").dureeMois });
});

test("exportée puis importée telle quelle : rien ne change", async () => {
  const { nom, octets } = await exporter();
  expect(nom).toMatch(/^FPI AURA - annexe financière - \d{4}-\d\d-\d\d\.xlsx$/);
  expect(nomAnnexe('A/B: "C"', "2026-11-21")).toBe("A-B- -C- - annexe financière - 2026-11-21.xlsx");
  expect(await apercu(octets)).toMatchObject({ lignes: [], depuis: 0 });
  const { revision } = await espaceDe(camille, id);
  expect(await importerAnnexe(camille, demande(octets, { apercu: revision, point: true }), JOUR_DEPOT)).toMatchObject({
    genre: "applique",
    nombre: 0,
    point: false,
  });
  expect((await espaceDe(camille, id)).revision).toBe(revision);
});

test("un montant changé : un aperçu d’une ligne, puis une écriture, un point de sauvegarde, l’historique et le journal", async () => {
  const { octets } = await exporter();
  const place = await caseDe(octets, GIPAL, PROMOTION, 8);
  const change = await retoucher(octets, GIPAL, { [place]: 1_234_567.89 });
  const vue = await apercu(change);
  const net = (t: string) => t.replace(/\s/g, " ");
  expect(vue.lignes.map((l) => ({ ...l, avant: net(l.avant), apres: net(l.apres) }))).toMatchObject([
    {
      genre: "modifie",
      feuille: GIPAL,
      case: place,
      champ: "Montant",
      avant: "1 500 000,00 €",
      apres: "1 234 567,89 €",
    },
  ]);
  expect(vue.avant.coutTotal).toBe("22000000.00");
  expect(vue.apres.coutTotal).toBe("21734567.89");
  expect((await budget()).find((l) => l.poste === "promotion")?.montant).toBe("1500000.00");

  const fait = await importerAnnexe(camille, demande(change, { apercu: vue.revision, point: true }), JOUR_DEPOT);
  expect(fait).toMatchObject({ genre: "applique", nombre: 1, point: true, revision: vue.revision + 1 });
  expect((await budget()).find((l) => l.poste === "promotion")?.montant).toBe("1234567.89");
  expect(await base.client.pointSauvegarde.count({ where: { dossierId: id } })).toBe(1);
  expect(await base.client.modificationChamp.count({ where: { dossierId: id, revision: vue.revision + 1 } })).toBe(1);
  expect(
    await base.client.entreeJournal.count({
      where: { dossierId: id, action: { in: ["annexe.importer", "annexe.exporter"] } },
    }),
  ).toBe(2);
  // Applied twice: the second has nothing to do.
  expect(await apercu(change)).toMatchObject({ lignes: [] });
});

test("les fautes, toutes à la fois, par feuille et par case ; rien n’est importé", async () => {
  const { octets } = await exporter();
  const promotion = await caseDe(octets, GIPAL, PROMOTION, 8);
  const ligne = Number(/\d+/.exec(promotion)?.[0]);
  const change = await retoucher(octets, GIPAL, {
    [promotion]: -5,
    [nomCase(2, ligne)]: "Voyages",
    [nomCase(6, ligne - 1)]: "douze",
    F9: 2042,
  });
  const reponse = await importerAnnexe(camille, demande(change), JOUR_DEPOT);
  if (reponse.genre !== "fautes") throw new Error(JSON.stringify(reponse));
  const dites = reponse.fautes.map((f) => direFaute(f).replace(/\s/g, " "));
  expect(dites).toHaveLength(4);
  expect(reponse.csv.split("\r\n")).toHaveLength(6);
  expect(dites.join("\n")).toContain(`Feuille « ${GIPAL} », case ${promotion} : montant négatif`);
  expect(dites.join("\n")).toContain("poste inconnu « Voyages »");
  expect(dites.join("\n")).toContain("montant illisible « douze »");
  expect(dites.join("\n")).toContain("l’année 2042 est en dehors du projet");
  expect((await espaceDe(camille, id)).revision).toBe(0);
});

describe("quelqu’un écrit entre-temps", () => {
  test("depuis l’export : ce qu’il a écrit ailleurs reste, la même case est une faute nommée", async () => {
    const { octets } = await exporter();
    const { cles, fichier } = await espaceDe(camille, id);
    const rang = (poste: string) => (fichier.budget ?? []).findIndex((l) => l.poste === poste);
    await ecrire(camille, 0, champ(`budget/budget/${cles.budget?.[rang("ingenierie")]}/montant`, "7.00", 0));
    const place = await caseDe(octets, GIPAL, PROMOTION, 8);
    const change = await retoucher(octets, GIPAL, { [place]: 10 });
    const vue = await apercu(change);
    expect(vue).toMatchObject({ depuis: 1, lignes: [{ case: place }] });
    await importerAnnexe(camille, demande(change, { apercu: vue.revision }), JOUR_DEPOT);
    expect((await budget()).map((l) => l.montant)).toEqual(expect.arrayContaining(["7.00", "10.00"]));

    // The file still says 1 500 000 → 11 for that cell, which is worth 10 now.
    const encore = await importerAnnexe(camille, demande(await retoucher(octets, GIPAL, { [place]: 11 })), JOUR_DEPOT);
    expect(encore).toMatchObject({ genre: "fautes", fautes: [{ feuille: GIPAL, case: place }] });
  });

  test("depuis l’aperçu : rien n’est importé, l’aperçu est à recalculer", async () => {
    const { octets } = await exporter();
    const change = await retoucher(octets, GIPAL, { [await caseDe(octets, GIPAL, PROMOTION, 8)]: 10 });
    const vue = await apercu(change);
    const { cles } = await espaceDe(camille, id);
    await ecrire(camille, 0, champ(`budget/budget/${cles.budget?.[0]}/montant`, "7.00", 0));
    await expect(
      importerAnnexe(camille, demande(change, { apercu: vue.revision, point: true }), JOUR_DEPOT),
    ).rejects.toThrow("Le budget a changé depuis l’aperçu");
    expect(await base.client.pointSauvegarde.count({ where: { dossierId: id } })).toBe(0);
    // Elsewhere than in the money: no reason to stop.
    const encore = await apercu(change);
    await ecrire(camille, encore.revision, champ("identite/acronyme", "X", encore.revision));
  });
});

test("l’annexe d’un autre dossier est refusée avec son nom", async () => {
  const { octets } = await exporter();
  const autre = await importer(camille, { ...exemple("fpi-aura"), acronyme: "AUTRE" });
  const reponse = await importerAnnexe(camille, demande(octets, { dossierId: autre }), JOUR_DEPOT);
  expect(reponse).toMatchObject({ genre: "fautes", fautes: [{ message: expect.stringContaining("FPI AURA") }] });
});

test("sans le droit : ni export, ni aperçu, ni import", async () => {
  const { octets } = await exporter();
  expect(await exporterAnnexe(etrangere, id, JOUR_DEPOT)).toBeNull();
  expect(await exporterAnnexe(lectrice, id, JOUR_DEPOT)).not.toBeNull();
  for (const agent of [etrangere, lectrice])
    for (const suite of [null, 0])
      await expect(importerAnnexe(agent, demande(octets, { apercu: suite }), JOUR_DEPOT)).rejects.toMatchObject({
        code: expect.stringMatching(/interdit|introuvable/),
      });
});
