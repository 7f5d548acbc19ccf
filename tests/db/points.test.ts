import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { resumer } from "@/lib/domain/comparaison";
import type { Complements } from "@/lib/schemas/complements";
import { contenuDeSection } from "@/lib/schemas/contenus";
import { POINTS_MAX } from "@/lib/schemas/points";
import { lireComparaison } from "@/lib/server/comparaison/lire-comparaison";
import type { Agent } from "@/lib/server/droits";
import { creerPoint } from "@/lib/server/points/creer-point";
import { lirePoint } from "@/lib/server/points/lire-point";
import { listerPoints } from "@/lib/server/points/lister-points";
import { renommerPoint } from "@/lib/server/points/renommer-point";
import { remettrePoint, retirerPoint } from "@/lib/server/points/retirer-point";
import type { Prisma } from "@/prisma/genere/client";
import { contenuDe, espaceDe, remplirSection } from "@/tests/outils/editer";
import { creerAgent, erreurDe, exemple, importer, inviter, JOUR_DEPOT } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

let base: BaseDeTest;
let camille: Agent;
let lectrice: Agent;
let relecteur: Agent;
let region: Agent;
beforeAll(async () => {
  base = await baseDeTest();
  camille = await creerAgent(base.client, "equipe_projet", { prenom: "Camille" });
  lectrice = await creerAgent(base.client, "equipe_projet", { prenom: "Louise" });
  relecteur = await creerAgent(base.client, "evaluateur_sgpi");
  region = await creerAgent(base.client, "region_academique", { regionAcademique: "01" });
});
afterAll(() => base.fermer());

async function nouveau(): Promise<string> {
  const id = await importer(camille, exemple("fpi-aura"));
  await inviter(base.client, id, lectrice, "lecteur");
  return id;
}
const nommer = async (id: string, nom = "Avant la baisse") =>
  (await creerPoint(camille, { dossierId: id, nom, note: null }, JOUR_DEPOT)).id;
const points = async (id: string) => (await listerPoints(camille, id))?.points ?? [];

/** A filed version that holds what the point holds. */
async function deposerLePoint(id: string, pointId: string, numero: number, complements?: Complements): Promise<void> {
  const p = await base.client.pointSauvegarde.findUniqueOrThrow({ where: { id: pointId } });
  const sha = "0".repeat(64);
  await base.client.versionDeposee.create({
    data: {
      ...{ dossierId: id, numero, deposeeLe: JOUR_DEPOT, deposeeParId: camille.id, regime: p.regime },
      ...{
        regimeNumero: p.regimeNumero,
        donnees: p.donnees as Prisma.InputJsonValue,
        pieces: [],
        pdfCle: `v/${id}/${numero}`,
      },
      ...{ verdicts: p.verdicts as Prisma.InputJsonValue, pdfOctets: 1, pdfSha256: sha, donneesSha256: sha },
      ...(complements !== undefined && { complements: JSON.parse(JSON.stringify(complements)) }),
    },
  });
}

describe("un point de sauvegarde", () => {
  test("garde le dossier, ses verdicts et le nom de ses lignes ; la liste en montre les chiffres", async () => {
    const id = await nouveau();
    const espace = await espaceDe(camille, id);
    const pointId = await nommer(id);
    const point = await lirePoint(lectrice, { dossierId: id, pointId });
    expect(point.fichier).toEqual(espace.fichier);
    expect(point.cles).toEqual(espace.cles);
    const [vu] = await points(id);
    expect(vu).toMatchObject({ nom: "Avant la baisse", creePar: camille.nom, revision: espace.revision, version: 0 });
    const resultat = await lireComparaison(camille, id, { de: `point:${pointId}`, a: "courant" }, JOUR_DEPOT);
    expect(vu?.coutTotal).toBe(String(resultat?.comparaison?.de.resultat.coutTotal));
    expect(vu?.subvention).toBe(String(resultat?.comparaison?.de.resultat.subvention));
  });

  test("un dossier vide : « rien », et non zéro", async () => {
    const id = await importer(camille, exemple("brouillon-minimal"));
    await nommer(id);
    expect((await points(id))[0]).toMatchObject({ coutTotal: null, subvention: null });
  });

  test("ce qu’il garde ne change jamais, même sous la main d’un administrateur de la base", async () => {
    const pointId = await nommer(await nouveau());
    const changer = (data: object) => base.client.pointSauvegarde.update({ where: { id: pointId }, data });
    for (const data of [
      { donnees: {} },
      { verdicts: {} },
      { cles: {} },
      { revision: 12 },
      { creeLe: new Date(0) },
      { creeParId: lectrice.id },
      { regimeNumero: 2 },
    ])
      await expect(changer(data), Object.keys(data)[0]).rejects.toThrow(/ne change pas/);
    await changer({ nom: "Un autre nom", note: "Libre" });
  });

  test("se renomme, se retire et se remet ; qui n’a pas vu le dernier nom l’apprend", async () => {
    const id = await nouveau();
    const pointId = await nommer(id);
    const commun = { dossierId: id, pointId };
    expect(await renommerPoint(camille, { ...commun, versionVue: 0, nom: "Juste", note: "Pourquoi" })).toEqual({
      version: 1,
    });
    const perimee = await erreurDe(renommerPoint(camille, { ...commun, versionVue: 0, nom: "Autre", note: null }));
    expect(perimee.code).toBe("conflit");
    await retirerPoint(camille, { ...commun, versionVue: 1 }, JOUR_DEPOT);
    expect(await points(id)).toEqual([]);
    expect((await erreurDe(lirePoint(camille, commun))).code).toBe("introuvable");
    await remettrePoint(camille, { ...commun, versionVue: 2 });
    expect(await points(id)).toMatchObject([{ nom: "Juste", note: "Pourquoi", version: 3 }]);
    // The trail tells who and when, never the words.
    const entrees = await base.client.entreeJournal.findMany({
      where: { dossierId: id, action: { startsWith: "point." } },
      orderBy: { id: "asc" },
    });
    expect(entrees.map((e) => e.action)).toEqual(["point.creer", "point.renommer", "point.retirer", "point.remettre"]);
    expect(JSON.stringify(entrees.map(({ avant, apres, objet }) => [avant, apres, objet]))).not.toMatch(
      /Juste|Pourquoi/,
    );
  });

  test("cent au plus, dit clairement ; ceux retirés il y a longtemps s’en vont", async () => {
    const id = await nouveau();
    const modele = await base.client.pointSauvegarde.findUniqueOrThrow({ where: { id: await nommer(id) } });
    const { id: _, ...reste } = modele;
    const copies = (n: number, retireLe: Date | null) =>
      Array.from({ length: n }, (_v, i) => ({
        ...reste,
        ...{ donnees: {}, verdicts: {}, cles: {}, nom: `Copie ${i}`, note: null },
        ...{ retireLe, retireParId: retireLe === null ? null : camille.id },
      }));
    await base.client.pointSauvegarde.createMany({ data: copies(POINTS_MAX - 1, null) });
    const refus = await erreurDe(creerPoint(camille, { dossierId: id, nom: "De trop", note: null }, JOUR_DEPOT));
    expect(refus).toMatchObject({ code: "regle", message: expect.stringContaining("Retirez-en un") });
    await base.client.pointSauvegarde.createMany({ data: copies(105, new Date(0)) });
    await retirerPoint(camille, { dossierId: id, pointId: modele.id, versionVue: 0 }, JOUR_DEPOT);
    await nommer(id, "Trouve sa place");
    expect(await base.client.pointSauvegarde.count({ where: { dossierId: id, retireLe: { not: null } } })).toBe(100);
    expect(await base.client.pointSauvegarde.count({ where: { id: modele.id } })).toBe(1);
  });

  test("l’équipe seule : une lectrice les lit, la région et un relecteur ne les voient pas", async () => {
    const id = await nouveau();
    const pointId = await nommer(id);
    expect((await listerPoints(lectrice, id))?.droits).toEqual({ creer: false, retirer: false });
    expect((await erreurDe(creerPoint(lectrice, { dossierId: id, nom: "Non", note: null }, JOUR_DEPOT))).code).toBe(
      "interdit",
    );
    expect(await listerPoints(region, id)).toBeNull();
    expect((await erreurDe(lirePoint(region, { dossierId: id, pointId }))).code).toBe("introuvable");
    expect(await lireComparaison(region, id, { de: `point:${pointId}`, a: "courant" }, JOUR_DEPOT)).toBeNull();
  });
});

describe("comparer deux versions", () => {
  test("un point et le dossier : la ligne changée est la même ligne, au centime", async () => {
    const id = await nouveau();
    const pointId = await nommer(id);
    const { budget } = await contenuDe(camille, id, "budget");
    const premiere = budget[0];
    const suite = budget.map((l, i) => (i === 0 ? { ...l, montant: "1.01" } : l));
    await remplirSection(camille, id, "budget", { budget: suite }, JOUR_DEPOT);
    const lue = await lireComparaison(camille, id, { de: `point:${pointId}`, a: "courant" }, JOUR_DEPOT);
    const resultat = lue?.comparaison?.resultat;
    expect(resultat?.sections.flatMap((s) => s.changements)).toMatchObject([
      { type: "champ", adresse: `budget/budget/${premiere?.cle}/montant`, apres: "1.01" },
    ]);
    const ecart = resultat?.figures.find((f) => f.code === "coutTotal")?.ecart;
    expect(ecart).toBe(101n - BigInt((premiere?.montant ?? "").replace(".", "")));
    for (const axe of ["partenaire", "poste", "annee"] as const)
      expect(resultat?.ventilations[axe].total.ecart).toBe(ecart);
    expect(resultat?.ventilations.source.total.ecart).toBe(0n);
    expect(resultat && resumer(resultat)).toMatch(/^Le coût total baisse de/);
  });

  test("deux versions déposées, sans nom de ligne : rien ne passe pour changé", async () => {
    const id = await nouveau();
    const avant = await nommer(id);
    await deposerLePoint(id, avant, 1);
    await deposerLePoint(id, avant, 2);
    const lue = await lireComparaison(camille, id, { de: "version:1", a: "version:2" }, JOUR_DEPOT);
    expect(lue?.comparaison?.resultat.identiques).toBe(true);
    // A filed version has no keys, a point has: told apart by what the rows hold.
    const mixte = await lireComparaison(camille, id, { de: "version:1", a: `point:${avant}` }, JOUR_DEPOT);
    expect(mixte?.comparaison?.resultat.identiques).toBe(true);
  });

  test("sans rien demander : la dernière version déposée, puis le dossier d’aujourd’hui", async () => {
    const id = await nouveau();
    expect((await lireComparaison(camille, id, {}, JOUR_DEPOT))?.comparaison).toBeNull();
    const pointId = await nommer(id);
    const lue = await lireComparaison(camille, id, {}, JOUR_DEPOT);
    expect(lue?.comparaison?.de.comparable.reference).toBe(`point:${pointId}`);
    await deposerLePoint(id, pointId, 1);
    const suite = await lireComparaison(camille, id, {}, JOUR_DEPOT);
    expect(suite?.comparaison?.de.comparable.reference).toBe("version:1");
    expect(suite?.comparaison?.a.comparable.reference).toBe("courant");
  });

  test("un relecteur compare deux versions déposées, ne voit aucun point, ni le brouillon rouvert", async () => {
    const id = await nouveau();
    const pointId = await nommer(id);
    await deposerLePoint(id, pointId, 1);
    await deposerLePoint(id, pointId, 2);
    const contenu = contenuDeSection((await espaceDe(camille, id)).fichier, "identite");
    await remplirSection(camille, id, "identite", { ...contenu, acronyme: "SECRET" }, JOUR_DEPOT);
    const lue = await lireComparaison(relecteur, id, {}, JOUR_DEPOT);
    expect(lue?.comparables.map((c) => c.reference)).toEqual(["version:2", "version:1"]);
    expect(lue).toMatchObject({ ouvert: false, points: false });
    expect(lue?.nom).not.toBe("SECRET");
    expect(await lireComparaison(relecteur, id, { de: "version:1", a: "courant" }, JOUR_DEPOT)).toBeNull();
    expect(await lireComparaison(relecteur, id, { de: "version:1", a: `point:${pointId}` }, JOUR_DEPOT)).toBeNull();
    expect(await lireComparaison(relecteur, id, { de: "version:1", a: "version:9" }, JOUR_DEPOT)).toBeNull();
  });
});

describe("ce que les lignes portent hors du fichier d’échange", () => {
  const ecrireRole = async (id: string, role: string) => {
    const contenu = await contenuDe(camille, id, "partenaires");
    const partenaires = contenu.partenaires.map((p, i) =>
      i === 0 ? { ...p, role, contactNom: "Dominique Exemple" } : p,
    );
    await remplirSection(camille, id, "partenaires", { ...contenu, partenaires }, JOUR_DEPOT);
  };
  const changes = async (qui: Agent, id: string, de: string, a: string) => {
    const page = await lireComparaison(qui, id, { de, a }, JOUR_DEPOT);
    const sections = page?.comparaison?.resultat.sections ?? [];
    expect(sections).not.toEqual([]);
    return JSON.stringify(sections.flatMap((s) => [s.changements, s.textes]));
  };

  test("une version déposée se compare avec, une plus ancienne sans", async () => {
    const id = await nouveau();
    await ecrireRole(id, "Premier rôle");
    const point = await nommer(id);
    await deposerLePoint(id, point, 1);
    await deposerLePoint(id, point, 2, (await espaceDe(camille, id)).cles.complements);
    expect(await changes(camille, id, "version:2", "courant")).not.toContain("Premier rôle");
    await ecrireRole(id, "Second rôle");
    expect(await changes(camille, id, "version:2", "courant")).toContain("Second rôle");
    // Before complements were kept: neither added nor changed.
    expect(await changes(camille, id, "version:1", "courant")).not.toMatch(/rôle|Dominique/);
    expect(await changes(camille, id, "version:1", "version:2")).not.toMatch(/rôle|Dominique/);
  });
});
