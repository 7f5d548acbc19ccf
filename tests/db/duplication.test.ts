import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHOIX_PAR_DEFAUT, CODES_PARTIE, CODES_VALEURS } from "@/lib/domain/duplication";
import { canonique } from "@/lib/schemas/lecture";
import { chargerEspace } from "@/lib/server/dossiers/charger-espace";
import { chercherHomonymes } from "@/lib/server/dossiers/chercher-homonymes";
import { dupliquerDossier } from "@/lib/server/dossiers/dupliquer-dossier";
import { exporterDossier } from "@/lib/server/dossiers/exporter-dossier";
import { chercherSources, lireSourceCopie } from "@/lib/server/dossiers/lire-source-copie";
import type { Agent } from "@/lib/server/droits";
import { creerAgent, erreurDe, exemple, importer, inviter, JOUR_DEPOT } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

let base: BaseDeTest;
let equipe: Agent;
let autre: Agent;
let lecteur: Agent;
let aura: string;
beforeAll(async () => {
  base = await baseDeTest();
  equipe = await creerAgent(base.client, "equipe_projet");
  autre = await creerAgent(base.client, "equipe_projet");
  lecteur = await creerAgent(base.client, "equipe_projet");
  aura = await importer(equipe, exemple("fpi-aura"));
  await inviter(base.client, aura, lecteur, "lecteur");
});
afterAll(() => base.fermer());

const demande = (dossierId: string, plus: object = {}) => ({
  dossierId,
  titre: "Copie de FPI",
  regime: "ATCF" as const,
  parties: [...CHOIX_PAR_DEFAUT.parties],
  valeurs: [],
  decalage: 0,
  ...plus,
});

describe("dupliquer un dossier", () => {
  test("par défaut : la structure, sans montants, lettres, dates, pièces ; le créateur en est responsable", async () => {
    const { id, laisses } = await dupliquerDossier(lecteur, demande(aura), JOUR_DEPOT);
    const espace = await chargerEspace(lecteur, id);
    expect(espace?.droits).toMatchObject({ modifier: true, deposer: false });
    expect(espace?.etat).toBe("brouillon");
    expect(espace?.pieces).toEqual([]);
    expect(espace?.versions).toEqual([]);
    const { fichier } = espace ?? {};
    expect(fichier?.partenaires?.map((p) => p.id)).toEqual(exemple("fpi-aura").partenaires?.map((p) => p.id));
    expect(JSON.stringify(fichier)).not.toMatch(/"montant"|"annee"|"rentree"|"signeeLe"|"debut"/);
    expect(laisses.join("\n")).toContain("Montants (");
    // Others of the first team see nothing of the copy.
    expect(await chargerEspace(equipe, id)).toBeNull();
  });

  test("tout coché : le même fichier, sauf ce qui ne suit jamais ; l’original ne change pas", async () => {
    const avant = await exporterDossier(equipe, aura);
    const tout = demande(aura, { parties: [...CODES_PARTIE], valeurs: [...CODES_VALEURS] });
    const { id } = await dupliquerDossier(equipe, tout, JOUR_DEPOT);
    const { pieces: _, lettreIntention: __, acronyme: ____, ...reste } = canonique(exemple("fpi-aura"));
    const attendues = reste.transformations?.map(({ numeroDemande: ___, ...t }) => t);
    expect((await exporterDossier(equipe, id))?.fichier).toEqual({
      ...reste,
      titre: "Copie de FPI",
      transformations: attendues,
    });
    expect((await exporterDossier(equipe, aura))?.texte).toBe(avant?.texte);
  });

  test("les deux dossiers en gardent la trace", async () => {
    const { id } = await dupliquerDossier(equipe, demande(aura), JOUR_DEPOT);
    const actions = async (dossierId: string) =>
      (await base.client.entreeJournal.findMany({ where: { dossierId }, select: { action: true, apres: true } })).map(
        (e) => e.action,
      );
    expect(await actions(id)).toContain("dossier.dupliquer");
    expect(await actions(aura)).toContain("dossier.copier");
  });

  test.each(["l’autre équipe", "un identifiant inventé"])("%s : introuvable, et rien n’est écrit", async (qui) => {
    const nombre = await base.client.dossier.count();
    const id = qui === "l’autre équipe" ? aura : "3f0e7c1e-2b6d-4f7e-9a53-0d4f3c0c9a11";
    const erreur = await erreurDe(dupliquerDossier(autre, demande(id), JOUR_DEPOT));
    expect(erreur.code).toBe("introuvable");
    expect(await base.client.dossier.count()).toBe(nombre);
    expect(await lireSourceCopie(autre, id)).toBeNull();
  });

  test("sans le droit de créer, interdit", async () => {
    const region = await creerAgent(base.client, "lecteur_national");
    expect((await erreurDe(dupliquerDossier(region, demande(aura), JOUR_DEPOT))).code).toBe("interdit");
  });

  test("un décalage qui sort du calendrier est refusé sur son champ", async () => {
    const fichier = { ...exemple("brouillon-minimal"), budget: [{ poste: "equipement" as const, annee: 2099 }] };
    const id = await importer(equipe, fichier);
    const trop = demande(id, { parties: ["budget"], valeurs: ["dates"], decalage: 5 });
    const erreur = await erreurDe(dupliquerDossier(equipe, trop, JOUR_DEPOT));
    expect(Object.keys(erreur.fields ?? {})).toEqual(["decalage"]);
  });
});

describe("choisir d’où partir, et les homonymes", () => {
  test("on ne cherche que dans ce que l’on peut copier", async () => {
    expect((await chercherSources(lecteur, "FPI")).resultats.map((r) => r.id)).toContain(aura);
    expect((await chercherSources(autre, "FPI")).resultats).toEqual([]);
    expect((await lireSourceCopie(lecteur, aura))?.contenu.partenaires).toBeGreaterThan(2);
  });

  test("un dossier du même nom se dit à qui peut le lire, casse ou acronyme compris", async () => {
    const { titre, acronyme } = exemple("fpi-aura");
    const noms = async (agent: Agent, d: { titre: string; acronyme: string | null }) =>
      (await chercherHomonymes(agent, d)).map((h) => h.id);
    expect(await noms(equipe, { titre: titre.toUpperCase(), acronyme: null })).toContain(aura);
    expect(await noms(equipe, { titre: "Autre", acronyme: acronyme ?? null })).toContain(aura);
    expect(await noms(autre, { titre, acronyme: acronyme ?? null })).toEqual([]);
  });
});
