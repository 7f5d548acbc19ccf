import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ecrireAdresse } from "@/lib/domain/edition/adresses";
import { cleDeLigne } from "@/lib/domain/edition/cles";
import type { Operation } from "@/lib/schemas/edition";
import { demandePart } from "@/lib/schemas/participation";
import type { Agent } from "@/lib/server/droits";
import { enregistrerModifications } from "@/lib/server/edition/enregistrer-modifications";
import { enregistrerPart } from "@/lib/server/edition/enregistrer-part";
import { chargerEspacePart } from "@/lib/server/participation/charger-espace-part";
import { lireBattementPart } from "@/lib/server/participation/lire-battement-part";
import { contenuDe } from "../outils/editer";
import { creerAgent, exemple, importer, JOUR_DEPOT } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

/** Names of rows drawn by the pages of two partners, by accident or on purpose, while the team hands rows from one to the other. */

type Partenaire = "lp" | "branche";
let base: BaseDeTest;
let camille: Agent;
let id: string;
let contacts: Record<Partenaire, Agent>;
const PAGES: Record<Partenaire, string> = { lp: randomUUID(), branche: randomUUID() };

beforeAll(async () => {
  base = await baseDeTest();
  camille = await creerAgent(base.client, "equipe_projet", { prenom: "Camille" });
});
afterAll(() => base.fermer());
const ouvrir = async () => {
  id = await importer(camille, { ...exemple("fpi-aura"), budget: [] });
  contacts = {
    lp: await creerAgent(base.client, "partenaire", { dossierId: id, partenaire: "lp" }),
    branche: await creerAgent(base.client, "partenaire", { dossierId: id, partenaire: "branche" }),
  };
};
beforeEach(ouvrir);

const adresse = (cle: string, ...champ: string[]) => ecrireAdresse("budget", "budget", cle, ...champ);
const commune = (vue: number) => ({ id: randomUUID(), nature: "saisie" as const, vue });
const champ = (cle: string, nom: string, valeur: unknown, vue = 0): Operation => ({
  ...commune(vue),
  type: "champ",
  adresse: adresse(cle, nom),
  valeur,
});
const ligne = (partenaire: string, libelle: string | null) => ({
  ...{ partenaire, poste: "missions", annee: 2025, montant: "1200.00", eligible: true, libelle },
});
const ajout = (cle: string, valeur: Record<string, unknown>): Operation => ({
  ...commune(0),
  type: "ajout",
  adresse: adresse(cle),
  rang: 0,
  valeur,
});
const retrait = (cle: string): Operation => ({ ...commune(0), type: "retrait", adresse: adresse(cle) });
const ecrire = (de: Partenaire, operations: Operation[]) =>
  enregistrerPart(
    contacts[de],
    { dossierId: id, partenaire: de, client: PAGES[de], lecteur: contacts[de].id, depuis: 0, operations },
    JOUR_DEPOT,
  );
const equipe = (operations: Operation[]) =>
  enregistrerModifications(
    camille,
    { dossierId: id, client: randomUUID(), lecteur: camille.id, depuis: 0, operations },
    JOUR_DEPOT,
  );
const budget = async () => (await contenuDe(camille, id, "budget")).budget;
const revision = async () => (await base.client.dossier.findUniqueOrThrow({ where: { id } })).revision;
const confier = async (cle: string, a: string) => {
  const fait = await equipe([champ(cle, "partenaire", a, await revision())]);
  expect(fait.acceptees).toHaveLength(1);
};
const cleDe = async (libelle: string) => {
  const trouvee = (await budget()).find((l) => l.libelle === libelle);
  if (trouvee === undefined) throw new Error(`Aucune ligne ${libelle}`);
  return trouvee.cle;
};

test("deux lignes du même nom confiées à un autre : rajouter ce nom n’apprend rien d’elles et n’y touche pas", async () => {
  await ecrire("lp", [ajout("nom", ligne("lp", "Un"))]);
  await confier(await cleDe("Un"), "branche");
  expect((await ecrire("lp", [ajout("nom", ligne("lp", "Deux"))])).acceptees).toHaveLength(1);
  await confier(await cleDe("Deux"), "branche");
  for (const l of await budget())
    await ecrire("branche", [champ(l.cle, "libelle", `SECRET ${l.cle}`, await revision())]);
  const fait = await ecrire("lp", [ajout("nom", ligne("lp", "Trois"))]);
  expect(JSON.stringify(fait)).not.toContain("SECRET");
  expect(fait).toMatchObject({ conflits: [], refus: [] });
  expect((await budget()).map((l) => l.partenaire).sort()).toEqual(["branche", "branche", "lp"]);
  // Known, sent again, changed and taken out under the name that the page gave.
  expect((await chargerEspacePart(contacts.lp, id, "lp"))?.cles.budget).toEqual(["nom"]);
  expect((await ecrire("lp", [ajout("nom", ligne("lp", "Trois"))])).acceptees).toHaveLength(1);
  expect((await ecrire("lp", [champ("nom", "montant", "5.00")])).acceptees).toHaveLength(1);
  expect((await budget()).filter((l) => l.partenaire === "lp")).toMatchObject([{ montant: "5.00" }]);
  expect((await ecrire("lp", [retrait("nom")])).acceptees).toHaveLength(1);
  expect(await budget()).toHaveLength(2);
});

test("le nom d’une case et son second nom pris par un autre : la case se remplit quand même", async () => {
  const valeur = ligne("lp", null);
  const case_ = cleDeLigne("budget", valeur, new Set(), randomUUID);
  await ecrire("branche", [ajout(case_, ligne("branche", "A"))]);
  // By its contact, or by a page of the team.
  await ecrire("branche", [ajout(`${case_}~lp`, ligne("branche", "B"))]);
  await equipe([ajout(`${case_}~lp`, ligne("branche", "B")), ajout(`${case_}~2~lp`, ligne("branche", "C"))]);
  const fait = await ecrire("lp", [ajout(case_, valeur), champ(case_, "montant", "7.00")]);
  expect(fait).toMatchObject({ refus: [], conflits: [] });
  expect((await budget()).filter((l) => l.partenaire === "lp")).toMatchObject([{ montant: "7.00" }]);
});

test("un nom qu’aucune page ne tire est refusé, pris ou libre", async () => {
  await equipe([ajout("a~lp", ligne("branche", "A"))]);
  for (const cle of ["a~lp", "libre~lp", "a b", "é", "x".repeat(51), "a/b", "__proto__~"]) {
    const fait = await ecrire("lp", [ajout(cle, ligne("lp", null))]);
    expect(fait.refus, cle).toHaveLength(1);
  }
  const messages = await Promise.all(
    ["a~lp", "libre~lp"].map(async (cle) => (await ecrire("lp", [ajout(cle, ligne("lp", null))])).refus[0]?.message),
  );
  expect(messages[0]).toBe(messages[1]);
});

test("une ligne confiée qui reprend le nom d’une autre de la page : la page se relit entière", async () => {
  await ecrire("branche", [ajout("nom", ligne("branche", "Celle de la branche"))]);
  const { revision: vue } = await ecrire("lp", [ajout("nom", ligne("lp", "La sienne"))]);
  await confier("nom", "lp");
  const battre = (depuis: number) =>
    lireBattementPart(contacts.lp, id, {
      ...{ client: PAGES.lp, lecteur: contacts.lp.id, depuis, partenaire: "lp", totaux: null },
    });
  const { nouveautes } = await battre(vue);
  expect(nouveautes.recharger).toBe(true);
  expect((await battre(nouveautes.revision)).nouveautes.recharger).toBe(false);
  const espace = await chargerEspacePart(contacts.lp, id, "lp");
  expect(new Set(espace?.cles.budget).size).toBe(2);
});

test("quoi que deux partenaires tirent comme noms, aucun n’est bloqué ni n’apprend rien de l’autre", {
  timeout: 240_000,
}, async () => {
  const qui = fc.constantFrom<Partenaire>("lp", "branche");
  const noms = fc.oneof(
    { weight: 3, arbitrary: fc.constant("k") },
    { weight: 3, arbitrary: fc.constantFrom("k~lp", "k~2~lp", "k~branche") },
    { weight: 1, arbitrary: fc.constantFrom("__proto__", "constructor") },
  );
  const gestes = fc.oneof(
    { weight: 4, arbitrary: fc.record({ geste: fc.constant("ajouter" as const), de: qui, cle: noms }) },
    { weight: 1, arbitrary: fc.record({ geste: fc.constant("retirer" as const), de: qui, cle: noms }) },
    { weight: 2, arbitrary: fc.record({ geste: fc.constant("nommer" as const), de: qui, cle: noms, rang: fc.nat(1) }) },
    { weight: 4, arbitrary: fc.record({ geste: fc.constant("confier" as const), de: qui, rang: fc.nat(20) }) },
    { weight: 1, arbitrary: fc.record({ geste: fc.constant("poser" as const), de: qui, cle: noms }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(gestes, { minLength: 10, maxLength: 18 }), async (suite) => {
      await ouvrir();
      let suivant = 0;
      const connues: Record<Partenaire, Set<string>> = { lp: new Set(), branche: new Set() };
      const marque = () => `L${suivant++}.`;
      for (const g of suite) {
        const avant = await budget();
        if (g.geste === "confier") {
          const visee = avant[g.rang % Math.max(1, avant.length)];
          if (visee !== undefined) await confier(visee.cle, g.de);
        } else if (g.geste === "poser") await equipe([ajout(g.cle, ligne(g.de, marque()))]);
        else {
          const operation =
            g.geste === "ajouter"
              ? ajout(g.cle, ligne(g.de, marque()))
              : g.geste === "retirer"
                ? retrait(g.cle)
                : champ(g.cle, "libelle", marque(), g.rang % 2 === 0 ? 0 : await revision());
          const demande = {
            ...{ dossierId: id, partenaire: g.de, client: PAGES[g.de], lecteur: contacts[g.de].id, depuis: 0 },
            operations: [operation],
          };
          if (!demandePart.safeParse(demande).success) continue;
          const fait = await ecrire(g.de, [operation]);
          const espace = await chargerEspacePart(contacts[g.de], id, g.de);
          expect(new Set(espace?.cles.budget).size).toBe(espace?.cles.budget?.length);
          const apres = await budget();
          for (const l of apres) if (l.partenaire === g.de) connues[g.de].add(l.libelle ?? "");
          expect(apres.filter((l) => l.partenaire !== g.de)).toEqual(avant.filter((l) => l.partenaire !== g.de));
          for (const [dite] of JSON.stringify([fait, espace]).matchAll(/L\d+\./g))
            expect(connues[g.de]).toContain(dite);
          // A name that a page may draw is always good for a row of one's own.
          if (g.geste === "ajouter" && !g.cle.includes("~")) expect(fait.refus).toEqual([]);
        }
        for (const l of await budget())
          if (l.partenaire === "lp" || l.partenaire === "branche") connues[l.partenaire].add(l.libelle ?? "");
      }
    }),
    { numRuns: 10 },
  );
});
