import { afterAll, beforeAll, expect, test } from "vitest";
import type { DecisionLien, EtatLien } from "@/lib/schemas/liens-carte";
import type { Agent } from "@/lib/server/droits";
import { chercherDemandes } from "@/lib/server/liens/chercher-demandes";
import { deciderLiens } from "@/lib/server/liens/decider-liens";
import { liensDe } from "@/lib/server/liens/liens-de";
import { lireLiens } from "@/lib/server/liens/lire-liens";
import { poserDemandes } from "./carte";
import { creerAgent, erreurDe, exemple, importer, inviter, JOUR_DEPOT } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

/** Three demands at the lycée of FPI AURA, one of another région, one refused. */
let base: BaseDeTest;
let alex: Agent;
let region: Agent;
let lectrice: Agent;
let dossier: string;
beforeAll(async () => {
  base = await baseDeTest();
  alex = await creerAgent(base.client, "equipe_projet", { regionAcademique: "01" });
  lectrice = await creerAgent(base.client, "equipe_projet", { regionAcademique: "01" });
  region = await creerAgent(base.client, "region_academique", { regionAcademique: "01" });
  dossier = await importer(alex, exemple("fpi-aura"));
  await inviter(base.client, dossier, lectrice, "lecteur");
  const lp = { uai: "0699999U" };
  await poserDemandes(base.client, [
    { ...lp, numero: "D1", cfd: "40025519", rentree: 2025, scolaireFuture: 24 },
    {
      ...lp,
      numero: "D2",
      cfd: "50025524",
      rentree: 2026,
      type: "augmentation_nette",
      scolaireActuelle: 12,
      scolaireFuture: 24,
    },
    { ...lp, numero: "D3", cfd: "40025515", rentree: 2026, amiCma: true, amiCmaValide: true, amiCmaAnnee: "2025" },
    { numero: "D4", uai: "0690002B", statut: "proposition", etablissement: "Lycée des Monts" },
    { ...lp, numero: "D5", cfd: "40025519", rentree: 2025, statut: "refusée" },
    { ...lp, numero: "AILLEURS", cfd: "40025519", rentree: 2025, regionAcademique: "03" },
  ]);
});
afterAll(() => base.fermer());

const lire = async (agent = alex, id = dossier) => {
  const vus = await lireLiens(agent, id);
  if (vus === null) throw new Error("Liens non ouverts");
  return vus;
};
const decider = (numeros: string[], etat: EtatLien | null, vu: DecisionLien["vu"] = null, agent = alex, id = dossier) =>
  deciderLiens(agent, { dossierId: id, decisions: numeros.map((numero) => ({ numero, etat, vu })) }, JOUR_DEPOT);

test("proposées, la plus proche d’abord : ni refusée, ni d’une autre région ; par personne qui ne décide pas", async () => {
  const { propositions, decider: peut } = await lire();
  expect(propositions.map((p) => [p.numero, p.force])).toEqual([
    ["D1", "forte"],
    ["D2", "forte"],
    ["D3", "probable"],
  ]);
  expect(peut).toBe(true);
  expect(await lire(lectrice)).toMatchObject({ decider: false, propositions: [] });
});

test("rattachées à plusieurs d’un coup, avec leurs raisons, leurs places et le coût par place ; puis annulé", async () => {
  const { prises } = await decider(["D1", "D2"], "confirme");
  const vus = await lire(lectrice);
  expect(vus.confirmees.map((d) => d.numero)).toEqual(["D1", "D2"]);
  expect(vus.confirmees[0]?.lien).toMatchObject({ etat: "confirme", raisons: ["transformation", "rentree"] });
  // Its eligible cost over 24 + 12 places opened, in whole cents.
  const { coutEligible } = await base.client.dossier.findUniqueOrThrow({ where: { id: dossier } });
  const cents = (coutEligible ?? 0n) / 36n;
  expect(vus.bilan).toMatchObject({ actuelles: 12, futures: 48, ouvertes: 36, transformees: 36 });
  expect(vus.bilan.coutParPlace).toBe(`${cents / 100n}.${String(cents % 100n).padStart(2, "0")}`);

  const retour = prises.map(({ numero, lien }) => ({ numero, etat: null, vu: lien }));
  await deciderLiens(alex, { dossierId: dossier, decisions: retour }, JOUR_DEPOT);
  expect((await lire()).confirmees).toEqual([]);
  expect((await lire()).bilan.coutParPlace).toBeNull();
});

test("écartée, elle n’est plus proposée ; reprise, elle l’est de nouveau", async () => {
  await decider(["D3"], "ecarte");
  const vus = await lire();
  expect([vus.propositions.map((p) => p.numero), vus.ecartees.map((d) => d.numero)]).toEqual([["D1", "D2"], ["D3"]]);
  await decider(["D3"], null, { etat: "ecarte", version: 0 });
  expect((await lire()).propositions.map((p) => p.numero)).toContain("D3");
});

test("décidée par quelqu’un d’autre entre-temps : rien n’est écrit, pas même le reste", async () => {
  await decider(["D1"], "confirme", null, region);
  expect(await erreurDe(decider(["D2", "D1"], "ecarte"))).toMatchObject({ code: "conflit" });
  expect((await lire()).confirmees.map((d) => d.numero)).toEqual(["D1"]);
  await decider(["D1"], null, { etat: "confirme", version: 0 });
});

test("cherchée à la main ; hors de sa carte, une demande n’existe pas", async () => {
  const { demandes } = await chercherDemandes(alex, { dossierId: dossier, texte: "monts" });
  expect(demandes.map((d) => d.numero)).toEqual(["D4"]);
  expect((await chercherDemandes(alex, { dossierId: dossier, texte: "ailleurs" })).demandes).toEqual([]);
  const refus = [await erreurDe(decider(["AILLEURS"], "confirme")), await erreurDe(decider(["NULLE"], "confirme"))];
  expect(refus.map((r) => r?.code)).toEqual(["introuvable", "introuvable"]);
  expect(await erreurDe(decider(["D4"], "confirme", null, lectrice))).toMatchObject({ code: "interdit" });
});

test("une demande passée dans une autre région ne se confirme plus, mais s’écarte et se retire encore", async () => {
  await decider(["D2", "D3"], "ecarte");
  await base.client.demandeOrion.update({ where: { numero: "D2" }, data: { regionAcademique: "03" } });
  const vu = { etat: "ecarte", version: 0 } as const;
  expect(await erreurDe(decider(["D2"], "confirme", vu))).toMatchObject({ code: "introuvable" });
  await decider(["D2"], null, vu);
  await base.client.demandeOrion.update({ where: { numero: "D2" }, data: { regionAcademique: "01" } });
  // Whose right is on this dossier alone reads no carte: they may still change their mind on what the dossier has.
  const seule = { ...alex, habilitations: alex.habilitations.map((h) => ({ ...h, dossierId: dossier })) };
  await decider(["D3"], "confirme", vu, seule);
  expect(await erreurDe(decider(["D2"], "confirme", null, seule))).toMatchObject({ code: "introuvable" });
  await decider(["D3"], null, { etat: "confirme", version: 1 });
});

test("deux dossiers sur une même demande : nommé à qui peut le lire, « un autre dossier » aux autres", async () => {
  const second = await importer(alex, { ...exemple("fpi-aura"), acronyme: "SECOND" });
  await decider(["D4"], "confirme");
  await decider(["D4"], "confirme", null, alex, second);
  expect((await lire()).confirmees[0]?.ailleurs).toEqual([{ dossierId: second, nom: "SECOND" }]);
  expect((await lire(lectrice)).confirmees[0]?.ailleurs).toEqual([{ dossierId: null, nom: "un autre dossier" }]);
  const vus = await liensDe(lectrice, "D4");
  expect(vus.map((l) => l.nom).sort()).toEqual(["FPI AURA", "un autre dossier"]);
  expect(vus.find((l) => l.nom === "un autre dossier")).toEqual({ dossierId: null, nom: "un autre dossier", le: null });
  await base.client.dossier.update({ where: { id: second }, data: { etat: "abandonne" } });
  expect((await lire()).confirmees[0]?.ailleurs).toEqual([]);
});

test("un projet financé se rattache encore ; un dossier refusé, plus", async () => {
  await base.client.dossier.update({ where: { id: dossier }, data: { etat: "en_suivi" } });
  await decider(["D1"], "confirme");
  await base.client.dossier.update({ where: { id: dossier }, data: { etat: "refuse" } });
  expect(await erreurDe(decider(["D2"], "confirme"))).toMatchObject({ code: "regle" });
});

test("le journal tient des numéros et des décisions, jamais un texte libre", async () => {
  const entrees = await base.client.entreeJournal.findMany({
    where: { action: "lien.decider", dossierId: dossier, objet: null },
    orderBy: { id: "asc" },
  });
  expect(entrees[0]).toMatchObject({
    avant: { D1: null, D2: null },
    apres: { rattachees: ["D1", "D2"], ecartees: [], reprises: [] },
  });
});
