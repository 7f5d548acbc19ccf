import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { base, transaction } from "@/lib/server/base";
import { sonder } from "@/lib/server/base/sonde";
import type { PrismaClient } from "@/prisma/genere/client";
import { type BaseDeTest, baseDeTest } from "./outils";

let ouverte: BaseDeTest;
let client: PrismaClient;

beforeAll(async () => {
  ouverte = await baseDeTest();
  client = ouverte.client;
});
afterAll(() => ouverte.fermer());

async function creerUtilisateur(): Promise<string> {
  const utilisateur = await client.utilisateur.create({
    data: { email: `${randomUUID()}@exemple.fr`, prenom: "Zoé", nom: "Exemple", organisation: "Exemple" },
    select: { id: true },
  });
  return utilisateur.id;
}

async function creerDossier(): Promise<string> {
  const dossier = await client.dossier.create({ data: { titre: "Exemple", regime: "ATCF" }, select: { id: true } });
  return dossier.id;
}

async function creerVersion(dossierId: string, numero = 1): Promise<string> {
  const version = await client.versionDeposee.create({
    data: {
      dossierId,
      numero,
      deposeeLe: new Date("2026-03-15T10:00:00Z"),
      deposeeParId: await creerUtilisateur(),
      regime: "ATCF",
      regimeNumero: 1,
      donnees: {},
      verdicts: { constats: [] },
      pieces: [],
      pdfCle: "versions/1.pdf",
      pdfOctets: 1,
      pdfSha256: "0".repeat(64),
      donneesSha256: "f".repeat(64),
    },
    select: { id: true },
  });
  return version.id;
}

describe("base()", () => {
  test("est la base de test, et répond à la sonde", async () => {
    expect(await base()).toBe(client);
    expect(await sonder()).toEqual({ ok: true });
  });

  test("garde l’instant exact, à la milliseconde, quel que soit le fuseau du serveur", async () => {
    const instant = new Date("2026-07-14T22:30:00.123Z");
    const id = await creerDossier();
    await client.dossier.update({ where: { id }, data: { creeLe: instant } });
    const lu = await client.dossier.findUniqueOrThrow({ where: { id }, select: { creeLe: true } });
    expect(lu.creeLe.toISOString()).toBe(instant.toISOString());
    const [fuseau] = await client.$queryRaw<{ TimeZone: string }[]>`SHOW TIME ZONE`;
    expect(fuseau?.TimeZone).toMatch(/^(UTC|GMT)$/);
  });

  test("garde un montant de 22 millions d’euros au centime", async () => {
    const dossierId = await creerDossier();
    await client.ligneBudget.create({ data: { dossierId, rang: 0, montant: 2_200_000_000_01n } });
    const [ligne] = await client.ligneBudget.findMany({ where: { dossierId }, select: { montant: true } });
    expect(ligne?.montant).toBe(220_000_000_001n);
  });

  test("un doublon dit le code P2002", async () => {
    const email = `${randomUUID()}@exemple.fr`;
    const creer = () =>
      client.utilisateur.create({ data: { email, prenom: "Zoé", nom: "Exemple", organisation: "Exemple" } });
    await creer();
    await expect(creer()).rejects.toMatchObject({ code: "P2002" });
  });

  test("demandée dans une transaction, même plus bas, refuse aussitôt au lieu d’attendre le délai", async () => {
    const plusBas = async () => (await base()).dossier.count();
    await expect(transaction(() => plusBas())).rejects.toThrow("seul tx parle à la base");
    await expect(transaction(() => transaction(async (tx) => tx.dossier.count()))).rejects.toThrow("seul tx");
    expect(await plusBas()).toBeGreaterThanOrEqual(0);
  });

  test("une transaction qui échoue ne laisse rien", async () => {
    const dossierId = await creerDossier();
    const echec = transaction(async (tx) => {
      await tx.campusDossier.create({ data: { dossierId, rang: 0, nom: "Campus exemple" } });
      throw new Error("panne");
    });
    await expect(echec).rejects.toThrow("panne");
    expect(await client.campusDossier.count({ where: { dossierId } })).toBe(0);
  });
});

describe("les clés étrangères vers les partenaires sont différées", () => {
  test("une section peut être réécrite dans n’importe quel ordre", async () => {
    const dossierId = await creerDossier();
    await transaction(async (tx) => {
      await tx.ligneBudget.create({ data: { dossierId, rang: 0, partenaire: "gip" } });
      await tx.financement.create({ data: { dossierId, rang: 0, partenaire: "gip" } });
      await tx.repartition.create({ data: { dossierId, rang: 0, partenaire: "gip" } });
      await tx.plateauTechnique.create({ data: { dossierId, rang: 0, hote: "gip" } });
      await tx.partenaire.create({ data: { dossierId, cle: "gip", rang: 0 } });
    });
    await transaction(async (tx) => {
      await tx.partenaire.deleteMany({ where: { dossierId } });
      await tx.partenaire.create({ data: { dossierId, cle: "gip", rang: 1 } });
    });
    expect(await client.ligneBudget.count({ where: { dossierId, partenaire: "gip" } })).toBe(1);
  });

  test.each([
    [
      "une ligne de budget",
      (d: string) => client.ligneBudget.create({ data: { dossierId: d, rang: 0, partenaire: "x" } }),
    ],
    ["un financement", (d: string) => client.financement.create({ data: { dossierId: d, rang: 0, partenaire: "x" } })],
    ["une répartition", (d: string) => client.repartition.create({ data: { dossierId: d, rang: 0, partenaire: "x" } })],
    ["un plateau", (d: string) => client.plateauTechnique.create({ data: { dossierId: d, rang: 0, hote: "x" } })],
  ])("%s d’un partenaire inconnu est refusée", async (_, creer) => {
    await expect(creer(await creerDossier())).rejects.toThrow();
  });

  test("le refus au moment du COMMIT n’est pas avalé", async () => {
    const dossierId = await creerDossier();
    const ecriture = transaction((tx) => tx.ligneBudget.create({ data: { dossierId, rang: 0, partenaire: "absent" } }));
    await expect(ecriture).rejects.toThrow();
    expect(await client.ligneBudget.count({ where: { dossierId } })).toBe(0);
  });

  test("supprimer un dossier emporte ses partenaires et ce qui s’y rattache", async () => {
    const id = await creerDossier();
    await client.partenaire.create({ data: { dossierId: id, cle: "gip", rang: 0 } });
    await client.ligneBudget.create({ data: { dossierId: id, rang: 0, partenaire: "gip" } });
    await client.dossier.delete({ where: { id } });
    expect(await client.partenaire.count({ where: { dossierId: id } })).toBe(0);
  });
});

describe("le journal et les versions déposées sont en ajout seul", () => {
  test.each(["EntreeJournal", "VersionDeposee"])("%s refuse mise à jour, suppression et vidage", async (table) => {
    const dossierId = await creerDossier();
    await client.entreeJournal.create({ data: { dossierId, action: "dossier.creer" } });
    await creerVersion(dossierId);
    for (const [sql, verbe] of [
      [`UPDATE "${table}" SET "dossierId" = "dossierId"`, "UPDATE"],
      [`DELETE FROM "${table}"`, "DELETE"],
      [`TRUNCATE "${table}" CASCADE`, "TRUNCATE"],
    ] as const) {
      await expect(client.$executeRawUnsafe(sql)).rejects.toThrow(
        `La table « ${table} » est en ajout seul : ${verbe} est refusé.`,
      );
    }
  });

  test("un dossier journalisé ne se supprime pas", async () => {
    const id = await creerDossier();
    await client.entreeJournal.create({ data: { dossierId: id, action: "dossier.creer" } });
    await expect(client.dossier.delete({ where: { id } })).rejects.toThrow();
  });
});

describe("la base refuse ce que le domaine ne produit jamais", () => {
  const fautes: [string, (dossierId: string) => Promise<unknown>][] = [
    ["un montant négatif", (d) => client.ligneBudget.create({ data: { dossierId: d, rang: 0, montant: -1n } })],
    ["un financement négatif", (d) => client.financement.create({ data: { dossierId: d, rang: 0, montant: -1n } })],
    ["une subvention négative", (d) => client.repartition.create({ data: { dossierId: d, rang: 0, subvention: -1n } })],
    [
      "une lettre négative",
      (d) => client.partenaire.create({ data: { dossierId: d, cle: "a", rang: 0, lettreMontant: -1n } }),
    ],
    ["une clé de partenaire vide", (d) => client.partenaire.create({ data: { dossierId: d, cle: "", rang: 0 } })],
    ["une section sans code", (d) => client.sectionDossier.create({ data: { dossierId: d, section: "" } })],
    [
      "une justification sans règle",
      (d) => client.justification.create({ data: { dossierId: d, regle: "", texte: "t" } }),
    ],
    [
      "une capacité actuelle sans future",
      (d) => client.transformation.create({ data: { dossierId: d, rang: 0, scolaireActuelle: 12 } }),
    ],
    [
      "une capacité négative",
      (d) =>
        client.transformation.create({
          data: { dossierId: d, rang: 0, apprentissageActuelle: 0, apprentissageFuture: -1 },
        }),
    ],
    ["un effectif négatif", (d) => client.publicPrevu.create({ data: { dossierId: d, rang: 0, prevu: -1 } })],
    ["un verdict inconnu", (d) => client.dossier.update({ where: { id: d }, data: { verdict: "peut-etre" } })],
    ["un avis inconnu", (d) => client.dossier.update({ where: { id: d }, data: { lettreAvis: "oui" } })],
    ["un régime vide", (d) => client.dossier.update({ where: { id: d }, data: { regime: "" } })],
    ["une version numérotée zéro", (d) => creerVersion(d, 0)],
    ["une action de journal vide", (d) => client.entreeJournal.create({ data: { dossierId: d, action: "" } })],
    [
      "une issue de journal inconnue",
      (d) => client.entreeJournal.create({ data: { dossierId: d, action: "a", issue: "?" } }),
    ],
  ];
  test.each(fautes)("%s", async (_, ecrire) => {
    await expect(ecrire(await creerDossier())).rejects.toThrow(/check|contrainte|constraint/i);
  });

  test("une paire de capacités complète, et une durée que seule la règle juge, passent", async () => {
    const dossierId = await creerDossier();
    await client.transformation.create({ data: { dossierId, rang: 0, scolaireActuelle: 12, scolaireFuture: 24 } });
    await client.dossier.update({ where: { id: dossierId }, data: { dureeMois: -1 } });
  });
});
