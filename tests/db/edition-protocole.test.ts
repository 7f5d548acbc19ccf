import { randomUUID } from "node:crypto";
import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { contenuDeSection } from "@/lib/schemas/contenus";
import type { Operation } from "@/lib/schemas/edition";
import { utiliserBase } from "@/lib/server/base";
import { clientPglite, migrerPglite } from "@/lib/server/base/pglite";
import { effacerMonCompte } from "@/lib/server/comptes/effacer-mon-compte";
import { exporterCompte } from "@/lib/server/comptes/exporter-compte";
import { exporterDossier } from "@/lib/server/dossiers/exporter-dossier";
import { ouvrirNouvelleVersion } from "@/lib/server/dossiers/ouvrir-nouvelle-version";
import type { Agent } from "@/lib/server/droits";
import { enregistrerModifications } from "@/lib/server/edition/enregistrer-modifications";
import { lireHistoriqueChamp } from "@/lib/server/edition/lire-historique-champ";
import { lireNouveautes } from "@/lib/server/edition/lire-nouveautes";
import { contenuDe, espaceDe } from "@/tests/outils/editer";
import { creerAgent, erreurDe, exemple, importer, inviter, JOUR_DEPOT } from "./monde";
import { type BaseDeTest, baseDeTest, MIGRATIONS } from "./outils";

let base: BaseDeTest;
let camille: Agent;
let alex: Agent;
let id: string;
const PAGE_CAMILLE = randomUUID();
const PAGE_ALEX = randomUUID();

beforeAll(async () => {
  base = await baseDeTest();
  camille = await creerAgent(base.client, "equipe_projet", { prenom: "Camille" });
  alex = await creerAgent(base.client, "equipe_projet", { prenom: "Alex" });
});
afterAll(() => base.fermer());
beforeEach(async () => {
  id = await importer(camille, exemple("fpi-aura"));
  await inviter(base.client, id, alex, "redacteur");
});

const champ = (adresse: string, valeur: unknown, vue = 0): Operation => ({
  ...{ id: randomUUID(), type: "champ", nature: "saisie" },
  ...{ adresse, valeur, vue },
});
const enregistrer = (agent: Agent, client: string, ...operations: Operation[]) =>
  enregistrerModifications(
    agent,
    { dossierId: id, client, lecteur: agent.id, depuis: operations[0]?.vue ?? 0, operations },
    JOUR_DEPOT,
  );
const histoire = (adresse: string, agent = camille) => lireHistoriqueChamp(agent, { dossierId: id, adresse });
const acronyme = "identite/acronyme";

describe("une page en retard ou en avance", () => {
  test("plus de 2 000 écritures plus tard : elle relit tout, et sa saisie est jugée aussi exactement", async () => {
    await base.client.modificationChamp.createMany({
      data: Array.from({ length: 2_100 }, (_, i) => ({
        ...{ dossierId: id, revision: i + 1, adresse: i === 3 ? acronyme : "diagnostic/besoins", section: "x" },
        ...{ type: "champ", nature: "saisie", client: PAGE_ALEX, parId: alex.id, le: JOUR_DEPOT, apres: { v: `${i}` } },
      })),
    });
    await base.client.dossier.update({ where: { id }, data: { revision: 2_100, acronyme: "D’Alex" } });
    const fait = await enregistrer(camille, PAGE_CAMILLE, champ(acronyme, "Mien"), champ("identite/dureeMois", 30));
    expect(fait).toMatchObject({ recharger: true, changements: [], revision: 2_101 });
    expect(fait.acceptees).toHaveLength(1);
    expect(fait.conflits).toMatchObject([{ adresse: acronyme, leur: "D’Alex", revision: 4, par: { id: alex.id } }]);
    expect((await espaceDe(camille, id)).fichier).toMatchObject({ acronyme: "D’Alex", dureeMois: 30 });
    const lues = await lireNouveautes(camille, { dossierId: id, depuis: 10, client: PAGE_CAMILLE });
    expect(lues).toMatchObject({ recharger: true, changements: [], revision: 2_101 });
  });

  test("une sauvegarde remise derrière elle : rien n’est bloqué, ce qu’un autre a écrit n’est pas écrasé", async () => {
    await enregistrer(alex, PAGE_ALEX, champ(acronyme, "D’Alex"));
    const vue = 900;
    expect(await lireNouveautes(camille, { dossierId: id, depuis: vue, client: PAGE_CAMILLE })).toMatchObject({
      recharger: true,
      revision: 1,
    });
    const suite = await enregistrer(
      camille,
      PAGE_CAMILLE,
      champ(acronyme, "Mien", vue),
      champ("diagnostic/besoins", "Mes besoins", vue),
    );
    expect(suite.recharger).toBe(true);
    expect(suite.acceptees).toHaveLength(1);
    expect(suite.conflits).toMatchObject([{ adresse: acronyme, leur: "D’Alex" }]);
  });

  test("une seule opération en avance ne passe pas pour une qui a tout vu", async () => {
    await enregistrer(alex, PAGE_ALEX, champ(acronyme, "D’Alex"));
    const forgee = { ...champ(acronyme, "Forgé", 0), vue: 2_000_000_000 };
    const suite = await enregistrer(camille, PAGE_CAMILLE, champ("diagnostic/besoins", "x", 0), forgee);
    expect(suite.conflits).toHaveLength(1);
  });

  test("elle n’apprend que ce que les autres ont écrit, dans l’ordre", async () => {
    await enregistrer(alex, PAGE_ALEX, champ(acronyme, "A"));
    await enregistrer(camille, PAGE_CAMILLE, champ("diagnostic/besoins", "B", 1));
    await enregistrer(alex, PAGE_ALEX, champ("identite/dureeMois", 12, 2));
    const { changements, revision, recharger } = await lireNouveautes(camille, {
      ...{ dossierId: id, depuis: 0, client: PAGE_CAMILLE },
    });
    expect({ revision, recharger }).toEqual({ revision: 3, recharger: false });
    expect(changements.map((c) => [c.revision, c.adresse])).toEqual([
      [1, acronyme],
      [3, "identite/dureeMois"],
    ]);
    // The same person's other page is another page.
    expect(
      (await lireNouveautes(camille, { dossierId: id, depuis: 0, client: randomUUID() })).changements,
    ).toHaveLength(3);
  });
});

describe("une réponse perdue", () => {
  test("l’envoi repart tel quel : tout est accepté, rien n’est écrit deux fois, et il est dit que c’était déjà fait", async () => {
    const lot = [champ(acronyme, "Un"), champ("diagnostic/besoins", "Deux")];
    const premiere = await enregistrer(camille, PAGE_CAMILLE, ...lot);
    expect(premiere.anterieures).toEqual([]);
    const neuve = champ("identite/dureeMois", 18);
    const seconde = await enregistrer(camille, PAGE_CAMILLE, ...lot, neuve);
    expect(seconde.acceptees.toSorted()).toEqual([...lot, neuve].map((o) => o.id).toSorted());
    expect(seconde.anterieures?.toSorted()).toEqual(lot.map((o) => o.id).toSorted());
    expect(await histoire(acronyme)).toHaveLength(1);
    expect(seconde.revision).toBe(2);
  });

  test("un refus de l’autre valeur, renvoyé, n’est gardé qu’une fois ; choisi, il s’écrit", async () => {
    await enregistrer(alex, PAGE_ALEX, champ(acronyme, "D’Alex"));
    const mien = champ(acronyme, "Mien");
    expect((await enregistrer(camille, PAGE_CAMILLE, mien)).conflits).toHaveLength(1);
    const encore = await enregistrer(camille, PAGE_CAMILLE, mien);
    expect(encore.conflits).toHaveLength(1);
    expect((await histoire(acronyme)).map((l) => l.nature)).toEqual(["conflit", "saisie"]);
    const choisi = await enregistrer(camille, PAGE_CAMILLE, { ...mien, vue: encore.revision });
    expect(choisi.acceptees).toEqual([mien.id]);
    expect((await histoire(acronyme)).map((l) => [l.nature, l.apres])).toEqual([
      ["saisie", "Mien"],
      ["conflit", "Mien"],
      ["saisie", "D’Alex"],
    ]);
  });
});

describe("l’histoire d’un champ", () => {
  test("une restauration se distingue ; les allées et venues de sa ligne y sont", async () => {
    const { budget } = await contenuDe(camille, id, "budget");
    const adresse = `budget/budget/${budget[0]?.cle}`;
    const [ligne] = budget;
    await enregistrer(camille, PAGE_CAMILLE, champ(`${adresse}/montant`, "1.00"));
    await enregistrer(alex, PAGE_ALEX, { id: randomUUID(), type: "retrait", nature: "saisie", adresse, vue: 1 });
    await enregistrer(camille, PAGE_CAMILLE, {
      ...{ id: randomUUID(), type: "ajout", nature: "restauration", adresse, vue: 2, rang: 0 },
      valeur: { ...ligne },
    });
    expect((await histoire(`${adresse}/montant`)).map((l) => [l.type, l.nature, l.par?.id])).toEqual([
      ["ajout", "restauration", camille.id],
      ["retrait", "saisie", alex.id],
      ["champ", "saisie", camille.id],
    ]);
    expect(await contenuDe(camille, id, "budget")).toEqual({ budget });
  });

  test("ce que le service écrit lui-même y est, et se dit à toutes les pages, celle de l’auteur comprise", async () => {
    await base.client.dossier.update({ where: { id }, data: { etat: "depose", dateDepot: new Date("2024-03-15") } });
    await ouvrirNouvelleVersion(camille, id, JOUR_DEPOT);
    expect(await histoire("identite/dateDepot")).toMatchObject([
      { nature: "systeme", avant: "2024-03-15", apres: null },
    ]);
    const { changements } = await lireNouveautes(camille, { dossierId: id, depuis: 0, client: PAGE_CAMILLE });
    expect(changements).toMatchObject([{ adresse: "identite/dateDepot", valeur: null }]);
    // A page left open on the old date meets it.
    const suite = await enregistrer(camille, PAGE_CAMILLE, champ("identite/dateDepot", "2024-03-20"));
    expect(suite.conflits).toHaveLength(1);
  });

  test("n’est pas à qui ne peut pas lire l’historique", async () => {
    const etranger = await creerAgent(base.client, "equipe_projet");
    expect((await erreurDe(histoire(acronyme, etranger))).code).toBe("introuvable");
  });

  test("le compte effacé, ses saisies restent sans son nom ; avant, il les emporte dans ses données", async () => {
    const partante = await creerAgent(base.client, "equipe_projet", { prenom: "Perrine" });
    await inviter(base.client, id, partante, "redacteur");
    await enregistrer(partante, randomUUID(), champ(acronyme, "De Perrine"));
    const { texte } = await exporterCompte(partante, "json", JOUR_DEPOT);
    const le = JOUR_DEPOT.toISOString();
    expect(JSON.parse(texte).saisies).toEqual([
      { dossier: id, rubrique: "Identité", champs: 1, premiereLe: le, derniereLe: le },
    ]);
    await effacerMonCompte(partante, { confirmation: "effacer mon compte" }, JOUR_DEPOT);
    const [ligne] = await histoire(acronyme);
    expect(ligne).toMatchObject({ apres: "De Perrine", par: { id: partante.id, nom: "Compte effacé" } });
  });
});

describe("ce qui change pendant qu’on tape", () => {
  test("un droit retiré entre deux enregistrements : rien de plus n’est écrit, même rejoué", async () => {
    const premiere = champ(acronyme, "Avant");
    await enregistrer(alex, PAGE_ALEX, premiere);
    await base.client.membreDossier.deleteMany({ where: { dossierId: id, utilisateurId: alex.id } });
    expect((await erreurDe(enregistrer(alex, PAGE_ALEX, champ(acronyme, "Après", 1)))).code).toBe("introuvable");
    expect((await erreurDe(enregistrer(alex, PAGE_ALEX, premiere))).code).toBe("introuvable");
    const lues = erreurDe(lireNouveautes(alex, { dossierId: id, depuis: 0, client: PAGE_ALEX }));
    expect((await lues).code).toBe("introuvable");
    expect((await espaceDe(camille, id)).fichier.acronyme).toBe("Avant");
  });

  test("le dossier déposé entre-temps : la phrase le dit, rien n’est écrit", async () => {
    await base.client.dossier.update({ where: { id }, data: { etat: "depose" } });
    const { code, message } = await erreurDe(enregistrer(alex, PAGE_ALEX, champ(acronyme, "Trop tard")));
    expect(code).toBe("regle");
    expect(message).toContain("déposé");
    expect(await histoire(acronyme)).toEqual([]);
  });
});

test("le journal : une entrée par section touchée, chacune avec ce qui a changé chez elle ; une de plus quand deux se rencontrent", async () => {
  await enregistrer(alex, PAGE_ALEX, champ(acronyme, "D’Alex"));
  await enregistrer(
    camille,
    PAGE_CAMILLE,
    champ("diagnostic/besoins", "Besoins"),
    champ("lettre/lettreIntention/avis", "no_go"),
    champ(acronyme, "Mien"),
  );
  const entrees = await base.client.entreeJournal.findMany({ where: { dossierId: id }, orderBy: { id: "asc" } });
  expect(entrees.slice(-6).map((e) => [e.action, e.objet, e.apres])).toEqual([
    ["dossier.enregistrer_section", "identite", { acronyme: "D’Alex" }],
    ["dossier.enregistrer_section", "diagnostic", { reponses: { besoins: "Besoins" } }],
    ["dossier.enregistrer_section", "lettre", { lettreIntention: { avis: "no_go" } }],
    ["dossier.changer_etat", "lettre", { etat: "lettre_deposee" }],
    ["dossier.changer_etat", "lettre", { etat: "lettre_no_go" }],
    ["dossier.saisie_concurrente", "identite", { champs: 1 }],
  ]);
  expect(JSON.stringify(entrees.at(-1)?.apres)).not.toContain("Mien");
});

test("le fichier échangé n’a ni clé ni révision : exporter puis importer est l’identité, même après bien des saisies", async () => {
  const { budget } = await contenuDe(camille, id, "budget");
  await enregistrer(
    camille,
    PAGE_CAMILLE,
    { id: randomUUID(), type: "retrait", nature: "saisie", vue: 0, adresse: `budget/budget/${budget[1]?.cle}` },
    {
      ...{ id: randomUUID(), type: "ajout", nature: "saisie", vue: 0, rang: 0, adresse: "budget/budget/neuve" },
      valeur: { partenaire: null, poste: "bati", annee: 2025, montant: "3,5", eligible: null, libelle: null },
    },
    champ("publics/indicateurs/absent/nom", "x"),
  );
  const { fichier } = await espaceDe(camille, id);
  expect(fichier.budget?.[0]).toEqual({ poste: "bati", annee: 2025, montant: "3.50" });
  const exporte = await exporterDossier(camille, id);
  expect(exporte?.texte ?? JSON.stringify(exporte)).not.toContain("neuve");
  const jumeau = await importer(camille, fichier);
  expect((await espaceDe(camille, jumeau)).fichier).toEqual(fichier);
  // Same cells, same keys: two dossiers, or two people, name one cell alike.
  const cles = (await espaceDe(camille, jumeau)).cles.budget ?? [];
  expect(new Set(cles).size).toBe(cles.length);
});

test("les lignes d’avant la migration reçoivent une clé chacune, gardent leur ordre, et s’éditent", async () => {
  const pglite = await PGlite.create();
  const rang = MIGRATIONS.findIndex((m) => m.nom === "20261121220000_atelier");
  await migrerPglite(pglite, MIGRATIONS.slice(0, rang));
  await pglite.exec(`INSERT INTO "Dossier" ("id", "titre", "regime", "filieres", "volets", "objectifsFrance2030")
    VALUES ('00000000-0000-4000-8000-000000000001', 'Ancien', 'CMA-DISPO-S2', '{}', '{}', '{}');
    INSERT INTO "LigneBudget" ("dossierId", "rang", "montant")
      SELECT '00000000-0000-4000-8000-000000000001', i, i * 100 FROM generate_series(0, 99) AS i;
    INSERT INTO "PublicPrevu" ("dossierId", "rang", "prevu")
      SELECT '00000000-0000-4000-8000-000000000001', i, i FROM generate_series(0, 9) AS i;`);
  await migrerPglite(pglite, MIGRATIONS);
  const client = clientPglite(pglite);
  try {
    const lignes = await client.ligneBudget.findMany({ orderBy: { rang: "asc" } });
    expect(lignes.map((l) => l.montant)).toEqual(Array.from({ length: 100 }, (_, i) => BigInt(i * 100)));
    expect(new Set(lignes.map((l) => l.cle)).size).toBe(100);
    utiliserBase(client);
    const dossierId = "00000000-0000-4000-8000-000000000001";
    const redactrice = await creerAgent(client, "equipe_projet");
    await inviter(client, dossierId, redactrice, "responsable");
    await client.sectionDossier.createMany({ data: [{ dossierId, section: "budget" }], skipDuplicates: true });
    const espace = await espaceDe(redactrice, dossierId);
    const { budget } = contenuDeSection(espace.fichier, "budget", espace.cles);
    const adresse = `budget/budget/${budget[42]?.cle}/montant`;
    const demande = {
      dossierId,
      client: PAGE_ALEX,
      lecteur: redactrice.id,
      depuis: 0,
      operations: [champ(adresse, "77.00")],
    };
    expect((await enregistrerModifications(redactrice, demande, JOUR_DEPOT)).acceptees).toHaveLength(1);
    expect((await espaceDe(redactrice, dossierId)).fichier.budget?.[42]?.montant).toBe("77.00");
  } finally {
    utiliserBase(base.client, base.transactionBrute);
    await client.$disconnect();
    await pglite.close();
  }
});
