import { mkdtempSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { consulter } from "@/lib/server/audit/consulter";
import {
  exporterHistorique,
  exporterJournalService,
  lireHistorique,
  lireJournalService,
  verifierHistorique,
} from "@/lib/server/audit/historique";
import { transaction } from "@/lib/server/base";
import { estRouvert, listerRouverts } from "@/lib/server/dossiers/versions-seules";
import type { Agent } from "@/lib/server/droits";
import { ecrireEntree } from "@/lib/server/journal";
import { reponseFlux } from "@/lib/server/telechargement";
import { creerAgent, erreurDe, exemple, importer, inviter } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

vi.mock("@/lib/env", async (original) => {
  const { env } = await original<typeof import("@/lib/env")>();
  return { env: { ...env, NEXTAUTH_SECRET: "", RIGEL_DATA: mkdtempSync("/tmp/rigel-historique-") } };
});

let base: BaseDeTest;
let alex: Agent;
let sacha: Agent;
let sgpi: Agent;
let national: Agent;
let administrateur: Agent;
let id: string;

const noter = (acteur: Agent | null, objet: string, apres?: unknown) =>
  transaction((tx) => ecrireEntree(tx, { action: "dossier.exporter", acteur, dossierId: id, objet, apres }));

beforeAll(async () => {
  base = await baseDeTest();
  alex = await creerAgent(base.client, "equipe_projet", { prenom: "Alex" });
  sacha = await creerAgent(base.client, "equipe_projet", { prenom: "Sacha" });
  sgpi = await creerAgent(base.client, "evaluateur_sgpi", { prenom: "Maxime" });
  national = await creerAgent(base.client, "lecteur_national", { prenom: "Eden" });
  administrateur = await creerAgent(base.client, "administrateur", { prenom: "Ange" });
  id = await importer(alex, exemple("brouillon-minimal"));
  await inviter(base.client, id, sacha, "lecteur");
});
afterAll(() => base.fermer());

const enTexte = async (export_: { flux: AsyncIterable<string> } | null) => {
  let texte = "";
  for await (const morceau of export_?.flux ?? []) texte += morceau;
  return texte;
};

const lire = async (f: Parameters<typeof lireHistorique>[2] = {}, qui = alex) => {
  const lu = await lireHistorique(qui, id, f);
  if (lu === null) throw new Error("Historique introuvable");
  return lu;
};

describe("l’historique d’un dossier", () => {
  it("n’existe pas pour qui n’y a pas droit", async () => {
    expect(await lireHistorique(administrateur, id, {})).toBeNull();
    expect(await lireHistorique(sgpi, id, {})).toBeNull();
    expect(await exporterHistorique(administrateur, id, {})).toBeNull();
    expect(await erreurDe(verifierHistorique(administrateur, id, new Date()))).toMatchObject({ code: "introuvable" });
    expect(await lireHistorique(alex, "n’importe quoi", {})).toBeNull();
  });

  it("se lit en phrases, les plus récentes d’abord, sans aucune adresse", async () => {
    await noter(sacha, "x");
    const { entrees, chaine } = await lire();
    expect(entrees.map((e) => `${e.qui.split(" ")[0]} ${e.phrase}`)).toEqual([
      "Sacha a exporté les données du dossier",
      "Alex a importé le dossier depuis un fichier",
    ]);
    expect(chaine).toEqual({ entrees: 2, verification: null });
    expect(JSON.stringify(entrees)).not.toContain("@");
  });

  it("un compte effacé se lit « Compte effacé », et la chaîne tient", async () => {
    const data = { prenom: "", nom: "", email: "efface@effacement.invalid", effaceLe: new Date() };
    await base.client.utilisateur.update({ where: { id: sacha.id }, data });
    expect((await lire()).entrees[0]?.qui).toBe("Compte effacé");
    expect((await verifierHistorique(alex, id, new Date())).anomalies).toEqual([]);
    expect((await lire()).chaine.verification).toMatchObject({ anomalies: 0 });
  });

  it("se filtre par personne, genre, section et jours", async () => {
    expect((await lire({ personne: sacha.id })).total).toBe(1);
    expect((await lire({ famille: "vie" })).entrees.map((e) => e.phrase)).toEqual([
      "a importé le dossier depuis un fichier",
    ]);
    expect((await lire({ section: "budget" })).entrees).toEqual([]);
    expect((await lire({ au: "2020-01-01" })).total).toBe(0);
    expect((await lire({ du: "2020-01-01" })).total).toBe(2);
  });

  it("se feuillette dans les deux sens sans rien sauter ni répéter", async () => {
    for (let n = 0; n < 95; n += 1) await noter(alex, String(n));
    const rangs: number[] = [];
    let page = await lire();
    for (;;) {
      rangs.push(...page.entrees.map((e) => e.rang));
      if (page.plusAnciennes === null) break;
      page = await lire({ avant: page.plusAnciennes });
    }
    expect(rangs).toEqual(Array.from({ length: page.total }, (_, i) => page.total - i));
    const retour = await lire({ apres: page.plusRecentes ?? 0 });
    expect(retour.entrees.at(-1)?.rang).toBe((page.plusRecentes ?? 0) + 1);
  });

  it("s’exporte sans formule, et l’export est inscrit", async () => {
    await noter(alex, "z", { titre: `=HYPERLINK("http://x")` });
    const csv = await exporterHistorique(alex, id, {});
    expect(await enTexte(csv)).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect((await lire()).entrees[0]?.phrase).toBe("a exporté l’historique du dossier");
  });
});

describe("ce que l’équipe se dit et garde pour elle", () => {
  const ecrire = (action: string) =>
    transaction((tx) => ecrireEntree(tx, { action, acteur: sacha, dossierId: id, objet: null }));

  it("ses commentaires et ses points se lisent dans l’historique par elle seule ; la chaîne les compte pour tous", async () => {
    const avant = await lire({}, national);
    await ecrire("commentaire.ecrire");
    await ecrire("point.creer");
    const eux = await lire({}, national);
    const nous = await lire();
    expect(nous.entrees.slice(0, 2).map((e) => e.phrase)).toEqual([
      "a créé un point de sauvegarde",
      "a écrit un commentaire",
    ]);
    expect(eux.entrees).toEqual(avant.entrees);
    expect(eux.total).toBe(avant.total);
    expect(nous.total).toBe(avant.total + 2);
    expect(eux.chaine.entrees).toBe(nous.chaine.entrees);
    for (const famille of ["equipe", "contenu"] as const)
      expect((await lire({ famille }, national)).entrees.map((e) => e.phrase).join()).not.toMatch(
        /commentaire|point de sauvegarde/,
      );
    expect(await enTexte(await exporterHistorique(national, id, {}))).not.toMatch(/commentaire|point de sauvegarde/);
    const verifie = await verifierHistorique(national, id, new Date());
    expect(verifie).toMatchObject({ anomalies: [], entrees: nous.chaine.entrees + 1 });
  });
});

describe("un long historique s’exporte par morceaux", () => {
  it("chaque entrée une fois, dans l’ordre, jusqu’au moment de la demande ; le journal dit combien", async () => {
    const { total } = await lire();
    for (let n = total; n < 620; n += 1) await noter(alex, String(n));
    const csv = await exporterHistorique(alex, id, {});
    // While it goes out: not part of it, no more than the export's own entry.
    await noter(alex, "après");
    const morceaux: string[] = [];
    for await (const morceau of csv?.flux ?? []) morceaux.push(morceau);
    expect(morceaux).toHaveLength(3);
    const lignes = morceaux.join("").split("\r\n").slice(1, -1);
    expect([...new Set(lignes.map((l) => Number(l.split(";")[0])))]).toEqual(
      Array.from({ length: 620 }, (_, i) => i + 1),
    );
    const { apres } = await base.client.entreeJournal.findFirstOrThrow({
      where: { dossierId: id, action: "dossier.exporter_historique" },
      orderBy: { rang: "desc" },
    });
    expect(apres).toMatchObject({ entrees: 620 });
  });

  it("rien n’est lu d’avance : qui ferme la connexion arrête la lecture", async () => {
    const lectures = vi.spyOn(base.client.entreeJournal, "findMany");
    const csv = await exporterHistorique(alex, id, {});
    if (csv === null) throw new Error("Historique introuvable");
    const lecteur = reponseFlux(csv).body?.getReader();
    const premier = await lecteur?.read();
    expect(new TextDecoder().decode(premier?.value)).toContain("Rang;Jour;Heure");
    await lecteur?.cancel();
    expect(lectures.mock.calls.length).toBeLessThanOrEqual(1);
    lectures.mockRestore();
  });
});

describe("les lectures des relecteurs", () => {
  const MAINTENANT = new Date();
  const consultations = () =>
    base.client.entreeJournal.count({ where: { dossierId: id, action: "dossier.consulter", acteurId: sgpi.id } });

  it("sont inscrites une fois par heure et par objet, même à dix à la fois", async () => {
    await Promise.all(Array.from({ length: 10 }, () => consulter(sgpi, id, null, MAINTENANT)));
    expect(await consultations()).toBe(1);
    await consulter(sgpi, id, "version 1", MAINTENANT);
    expect(await consultations()).toBe(2);
    await consulter(sgpi, id, null, new Date(MAINTENANT.getTime() + 120 * 60_000));
    expect(await consultations()).toBe(3);
  });

  it("celles de l’équipe ne le sont pas", async () => {
    const avant = (await lire()).total;
    await consulter(alex, id, null, MAINTENANT);
    expect((await lire()).total).toBe(avant);
  });

  it("ne font jamais échouer la lecture", async () => {
    await expect(consulter(sgpi, "00000000-0000-4000-8000-000000000000", null, MAINTENANT)).resolves.toBeUndefined();
  });

  it("se lisent sous le nom de la fonction, non de la personne", async () => {
    for (const qui of [alex, national]) {
      const { entrees, personnes } = await lire({ famille: "lectures" }, qui);
      expect(entrees.some((e) => e.qui === "Évaluation (SGPI)" && e.phrase === "a consulté le dossier")).toBe(true);
      expect(JSON.stringify({ entrees, personnes })).not.toContain("Maxime");
    }
  });
});

describe("le journal du service", () => {
  it("n’est lu et exporté que par l’administration", async () => {
    expect(await lireJournalService(alex, {})).toBeNull();
    expect(await erreurDe(exporterJournalService(alex, {}))).toMatchObject({ code: "interdit" });
  });

  it("montre les connexions et les refus, jamais le contenu d’un dossier", async () => {
    await transaction((tx) => ecrireEntree(tx, { action: "dossier.deposer", acteur: alex, issue: "refus", objet: id }));
    const lu = await lireJournalService(administrateur, { issue: "refus" });
    expect(lu?.entrees[0]).toMatchObject({ refus: true, phrase: "n’a pas été autorisé à déposer ce dossier" });
    const tout = await lireJournalService(administrateur, {});
    expect(JSON.stringify(tout?.entrees)).not.toContain("HYPERLINK");
    await exporterJournalService(administrateur, {});
    expect((await lireJournalService(administrateur, {}))?.entrees[0]?.phrase).toBe("a exporté le journal du service");
  });
});

describe("les versions d’un dossier rouvert", () => {
  it("se lisent par qui ne lit plus le dossier, avec le titre figé; par personne d’autre", async () => {
    await base.client.versionDeposee.create({
      data: {
        dossierId: id,
        numero: 1,
        deposeeLe: new Date("2026-01-15T10:00:00Z"),
        deposeeParId: alex.id,
        regime: "ami_cma_formation",
        regimeNumero: 1,
        donnees: { titre: "Titre au dépôt", acronyme: "FIGÉ" },
        verdicts: { constats: [] },
        pieces: [],
        pdfCle: "versions/x",
        pdfOctets: 10,
        pdfSha256: "a".repeat(64),
        donneesSha256: "a".repeat(64),
      },
    });
    const { dossiers, total } = await listerRouverts(sgpi, 1);
    expect(total).toBe(1);
    expect(dossiers[0]).toMatchObject({
      id,
      titre: "Titre au dépôt",
      acronyme: "FIGÉ",
      versions: [{ numero: 1, deposeeLe: "2026-01-15", pdfOctets: 10 }],
    });
    expect(await estRouvert(sgpi, id)).toBe(true);
    for (const autre of [alex, national, administrateur]) {
      expect(await estRouvert(autre, id)).toBe(false);
      expect((await listerRouverts(autre, 1)).total).toBe(0);
    }
    await base.client.dossier.update({ where: { id }, data: { etat: "depose" } });
    expect(await estRouvert(sgpi, id)).toBe(false);
  });
});
