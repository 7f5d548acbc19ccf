import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RegistreEntreprises, ReponseRegistre } from "@/lib/integrations/registre-entreprises";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { dupliquerDossier } from "@/lib/server/dossiers/dupliquer-dossier";
import { exporterDossier } from "@/lib/server/dossiers/exporter-dossier";
import type { Agent } from "@/lib/server/droits";
import { chercherOrganisations } from "@/lib/server/organisations/chercher-organisations";
import { lireOrganisations } from "@/lib/server/organisations/lire-organisations";
import { rafraichirOrganisations } from "@/lib/server/organisations/rafraichir-organisations";
import { verifierOrganisation } from "@/lib/server/organisations/verifier-organisation";
import { appliquerImport } from "@/lib/server/referentiels/appliquer-import";
import { preparerImport } from "@/lib/server/referentiels/preparer-import";
import { contenuDe, remplirSection } from "../outils/editer";
import { creerAgent, erreurDe, exemple, importer } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

let base: BaseDeTest;
let admin: Agent;
let camille: Agent;
let alex: Agent;
const LE = new Date("2026-11-21T10:00:00Z");
const PLUS_TARD = new Date("2026-12-01T10:00:00Z");
/** Public lycée of the annuaire's extract. */
const LYCEE = { uai: "0350031U", siret: "19350031100017", nom: "Lycée professionnel Jean Jaurès" };
const SIRET = "73282932000074";

const ANNUAIRE = readFileSync("tests/fixtures/reference/annuaire-35.csv", "utf8");
const importerAnnuaire = async (contenu: string, le: Date) => {
  const octets = (async function* () {
    yield Buffer.from(contenu);
  })();
  const { id } = await preparerImport(admin, { genre: "annuaire", nom: "annuaire.csv", octets }, le);
  return appliquerImport(admin, { importId: id }, le);
};

beforeAll(async () => {
  base = await baseDeTest();
  admin = await creerAgent(base.client, "administrateur");
  camille = await creerAgent(base.client, "equipe_projet");
  alex = await creerAgent(base.client, "equipe_projet");
});
afterAll(() => base.fermer());
beforeEach(async () => {
  await base.client.partenaire.updateMany({ data: { organisationId: null } });
  await base.client.organisation.deleteMany();
  await base.client.etablissement.deleteMany();
  await base.client.importReference.deleteMany();
});

type Partenaire = NonNullable<DossierFichier["partenaires"]>[number];
const dossierAvec = (qui: Agent, ...partenaires: Partenaire[]) =>
  importer(qui, { ...exemple("brouillon-minimal"), partenaires }, LE);
const organisationDe = async (dossierId: string, cle: string) =>
  (
    await base.client.partenaire.findUniqueOrThrow({
      where: { dossierId_cle: { dossierId, cle } },
      select: { organisation: true },
    })
  ).organisation;
const changer = async (qui: Agent, dossierId: string, cle: string, valeurs: object) => {
  const contenu = await contenuDe(qui, dossierId, "partenaires");
  const partenaires = contenu.partenaires.map((p) => (p.id === cle ? { ...p, ...valeurs } : p));
  return remplirSection(qui, dossierId, "partenaires", { ...contenu, partenaires }, LE);
};
const registre = (reponse: ReponseRegistre): RegistreEntreprises => ({ chercher: async () => reponse });
const trouvee = (plus: object = {}): ReponseRegistre => ({
  etat: "trouvee",
  identite: {
    nom: "SOCIETE D’ESSAI",
    siret: SIRET,
    nature: "entreprise",
    categorie: "employeur",
    commune: "LYON",
    fermeeLe: null,
    ...plus,
  },
});

describe("une organisation pour tous les dossiers", () => {
  test("deux dossiers du même SIRET ont la même, le premier nom reste", async () => {
    const un = await dossierAvec(camille, { id: "a", nom: "Essai SA", siret: SIRET });
    const deux = await dossierAvec(alex, { id: "b", nom: "Tout autre nom", siret: SIRET });
    const commune = await organisationDe(un, "a");
    expect(commune).toMatchObject({ nom: "Essai SA", siret: SIRET, source: "declaree", verifieeLe: null });
    expect((await organisationDe(deux, "b"))?.id).toBe(commune?.id);
    await changer(alex, deux, "b", { nom: "Encore un autre" });
    expect((await organisationDe(deux, "b"))?.nom).toBe("Essai SA");
  });

  test("un dossier corrige ce qu’il est seul à déclarer", async () => {
    const id = await dossierAvec(camille, { id: "a", nom: "Essai", siret: SIRET });
    await changer(camille, id, "a", { nom: "Essai SA", nature: "entreprise" });
    expect(await organisationDe(id, "a")).toMatchObject({
      nom: "Essai SA",
      nature: "entreprise",
      recherche: `essai sa ${SIRET}`,
    });
  });

  test("le lien suit le SIRET : ôté, il n’y en a plus ; sans nom, personne n’est encore déclaré", async () => {
    const id = await dossierAvec(
      camille,
      { id: "a", nom: "Essai", siret: SIRET },
      { id: "b", siret: "35600000000048" },
    );
    expect(await organisationDe(id, "b")).toBeNull();
    await changer(camille, id, "a", { siret: null });
    expect(await organisationDe(id, "a")).toBeNull();
  });

  test("l’annuaire donne l’identité d’un établissement, par UAI comme par SIRET", async () => {
    await importerAnnuaire(ANNUAIRE, LE);
    const id = await dossierAvec(
      camille,
      { id: "a", nom: "Mon lycée", uai: LYCEE.uai },
      { id: "b", nom: "Le même", siret: LYCEE.siret },
    );
    const lue = await organisationDe(id, "a");
    expect(lue).toMatchObject({ ...LYCEE, source: "annuaire", verifieeLe: LE, nature: "eple", categorie: "formation" });
    expect((await organisationDe(id, "b"))?.id).toBe(lue?.id);
    await changer(camille, id, "a", { nom: "Un nom à moi" });
    expect((await organisationDe(id, "a"))?.nom).toBe(LYCEE.nom);
    expect((await lireOrganisations(camille, id)).map((o) => o.nom)).toEqual([LYCEE.nom, LYCEE.nom]);
    expect(await lireOrganisations(alex, id)).toEqual([]);
  });

  test("un SIRET et un UAI de deux organisations ne se mélangent pas", async () => {
    const id = await dossierAvec(camille, { id: "a", nom: "Mélange", siret: SIRET, uai: "0951099D" });
    expect(await organisationDe(id, "a")).toMatchObject({ siret: SIRET, uai: null });
  });

  test("une cité scolaire : deux UAI, un SIRET, deux organisations", async () => {
    const commun = { type: "Lycée", statut: "Public", siret: LYCEE.siret, recherche: "" };
    await importerAnnuaire(ANNUAIRE, LE);
    await base.client.etablissement.create({ data: { ...commun, uai: "0951099D", nom: "Lycée d’à côté" } });
    const id = await dossierAvec(
      camille,
      { id: "a", nom: "A", uai: LYCEE.uai },
      { id: "b", nom: "B", uai: "0951099D", siret: LYCEE.siret },
      { id: "c", nom: "C", siret: LYCEE.siret },
    );
    const [a, b, c] = [await organisationDe(id, "a"), await organisationDe(id, "b"), await organisationDe(id, "c")];
    expect(a?.id).not.toBe(b?.id);
    expect([a?.siret, b?.siret].filter(Boolean)).toEqual([LYCEE.siret]);
    expect(c?.siret).toBe(LYCEE.siret);
  });

  test("dix dossiers la créent ensemble : une seule, tous à elle", async () => {
    const ids = await Promise.all(
      Array.from({ length: 10 }, (_, i) => dossierAvec(camille, { id: "a", nom: `Essai ${i}`, siret: SIRET })),
    );
    expect(await base.client.organisation.count()).toBe(1);
    expect(await base.client.partenaire.count({ where: { dossierId: { in: ids }, organisationId: null } })).toBe(0);
  });
});

describe("un import de l’annuaire", () => {
  test("vérifie ce qui était déclaré, ferme ce qui a fermé, laisse le reste", async () => {
    const id = await dossierAvec(
      camille,
      { id: "a", nom: "Mon lycée", siret: LYCEE.siret },
      { id: "b", nom: "Essai SA", siret: SIRET },
    );
    await importerAnnuaire(ANNUAIRE, LE);
    expect(await organisationDe(id, "a")).toMatchObject({
      ...LYCEE,
      source: "annuaire",
      verifieeLe: LE,
      fermeeLe: null,
    });
    expect(await organisationDe(id, "b")).toMatchObject({ source: "declaree", verifieeLe: null });
    const sans = ANNUAIRE.split("\r\n").filter((l) => !l.startsWith(LYCEE.uai));
    await importerAnnuaire(sans.join("\r\n"), PLUS_TARD);
    expect(await organisationDe(id, "a")).toMatchObject({
      nom: LYCEE.nom,
      verifieeLe: PLUS_TARD,
      fermeeLe: new Date("2026-12-01T00:00:00Z"),
    });
  });

  test("prend la table entière avant toute ligne : qui écrit attend, qui lit non", async () => {
    await dossierAvec(camille, { id: "b", nom: "Essai SA", siret: SIRET });
    const verrous = await base.client.$transaction(async (tx) => {
      await rafraichirOrganisations(tx, new Set(), LE);
      return tx.$queryRaw<{ mode: string }[]>`
        SELECT DISTINCT l.mode FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
         WHERE c.relname = 'Organisation' AND l.pid = pg_backend_pid() ORDER BY 1`;
    });
    const modes = verrous.map((v) => v.mode);
    expect(modes).toContain("ExclusiveLock");
    // Row locks taken one by one, in an order of its own, are what met the writers' in a circle.
    expect(modes).not.toContain("RowShareLock");
    expect(modes).not.toContain("AccessExclusiveLock");
  });
});

describe("chercher", () => {
  beforeEach(() => importerAnnuaire(ANNUAIRE, LE));
  const noms = async (q: string) => (await chercherOrganisations(camille, q)).organisations.map((o) => o.nom);

  test.each([
    ["par UAI", "0350031u"],
    ["par SIRET, espaces compris", "193 500 311 00017"],
    ["par nom, sans accent ni capitale", "lycee PROFESSIONNEL jaures"],
    ["par nom et commune", "jean jaures rennes"],
  ])("%s", async (_, q) => {
    expect(await noms(q)).toEqual([LYCEE.nom]);
  });

  test("chaque organisation une fois, qu’un dossier l’ait ou non", async () => {
    await dossierAvec(camille, { id: "a", nom: "Chez moi", uai: LYCEE.uai });
    const { organisations } = await chercherOrganisations(alex, "jaures");
    expect(organisations).toEqual([
      {
        ...LYCEE,
        nature: "eple",
        categorie: "formation",
        commune: "Rennes",
        source: "annuaire",
        verifieeLe: "2026-11-21",
        fermeeLe: null,
      },
    ]);
  });

  test("au plus vingt, et le dit ; rien pour rien ; les jokers sont des mots comme les autres", async () => {
    const { organisations, reste } = await chercherOrganisations(camille, "e");
    expect([organisations.length, reste]).toEqual([20, true]);
    expect(await chercherOrganisations(camille, "  ")).toEqual({ organisations: [], reste: false });
    expect(await noms("%")).toEqual([]);
    expect(await noms("zzzz")).toEqual([]);
  });

  test("ce qu’un dossier déclare ne se trouve que de qui lit un dossier qui le nomme, puis de tous une fois au registre", async () => {
    const id = await dossierAvec(camille, { id: "a", nom: "Ateliers d’essai", siret: SIRET });
    const trouvees = async (qui: Agent, q: string) => (await chercherOrganisations(qui, q)).organisations;
    expect(await trouvees(camille, "ateliers")).toMatchObject([
      { nom: "Ateliers d’essai", source: "declaree", verifieeLe: null },
    ]);
    // Neither its name nor its SIRET tells anyone else that someone, somewhere, works with it.
    expect(await trouvees(alex, "ateliers")).toEqual([]);
    expect(await trouvees(alex, SIRET)).toEqual([]);
    await base.client.membreDossier.create({ data: { dossierId: id, utilisateurId: alex.id, droit: "lecteur" } });
    expect(await trouvees(alex, SIRET)).toMatchObject([{ nom: "Ateliers d’essai" }]);
    expect(JSON.stringify(await trouvees(alex, SIRET))).not.toMatch(/dossier|id"/i);
    await base.client.membreDossier.deleteMany({ where: { dossierId: id, utilisateurId: alex.id } });
    await base.client.organisation.updateMany({
      where: { siret: SIRET },
      data: { source: "registre", verifieeLe: LE },
    });
    expect(await trouvees(alex, SIRET)).toMatchObject([{ nom: "Ateliers d’essai", source: "registre" }]);
  });

  test("est réservé à qui monte ou suit des dossiers", async () => {
    expect((await erreurDe(chercherOrganisations(admin, "jaures"))).code).toBe("interdit");
    const partenaire = await creerAgent(base.client, "partenaire", {
      dossierId: await dossierAvec(camille),
      partenaire: "a",
    });
    expect((await erreurDe(chercherOrganisations(partenaire, "jaures"))).code).toBe("interdit");
  });
});

describe("vérifier auprès du registre", () => {
  let id: string;
  beforeEach(async () => {
    id = await dossierAvec(camille, { id: "a", nom: "Essai", siret: SIRET }, { id: "sans", nom: "Personne" });
  });
  const verifier = (reponse: ReponseRegistre | null, le = LE, qui = camille) =>
    verifierOrganisation(qui, { dossierId: id, partenaire: "a" }, le, reponse === null ? null : registre(reponse));

  test("une réponse vérifie, pour tous les dossiers", async () => {
    const { issue, organisation } = await verifier(trouvee());
    expect(issue).toBe("trouvee");
    expect(organisation).toMatchObject({ nom: "SOCIETE D’ESSAI", source: "registre", verifieeLe: "2026-11-21" });
    const autre = await dossierAvec(alex, { id: "z", nom: "Nom à moi", siret: SIRET });
    expect(await organisationDe(autre, "z")).toMatchObject({ nom: "SOCIETE D’ESSAI", source: "registre" });
  });

  test.each<[string, ReponseRegistre | null, string]>([
    ["aucun registre", null, "non_configure"],
    ["pas de réponse", { etat: "indisponible", motif: "TimeoutError" }, "indisponible"],
    ["SIRET inconnu", { etat: "absente" }, "absente"],
  ])("%s : l’identité reste non vérifiée", async (_, reponse, issue) => {
    expect((await verifier(reponse)).issue).toBe(issue);
    expect(await organisationDe(id, "a")).toMatchObject({ nom: "Essai", source: "declaree", verifieeLe: null });
  });

  test("un UAI seul, hors de l’annuaire : c’est le SIRET qui manque, pas le registre", async () => {
    await changer(camille, id, "a", { siret: null, uai: "0951099D" });
    const jamais: RegistreEntreprises = { chercher: () => Promise.reject(new Error("demandé")) };
    const issue = async (r: RegistreEntreprises | null) =>
      (await verifierOrganisation(camille, { dossierId: id, partenaire: "a" }, LE, r)).issue;
    expect(await issue(jamais)).toBe("sans_siret");
    expect(await issue(null)).toBe("non_configure");
  });

  test("fermée ; puis disparue du registre : elle n’est plus vérifiée ; le silence, lui, n’efface rien", async () => {
    await verifier(trouvee({ fermeeLe: "2025-06-30" }));
    expect((await organisationDe(id, "a"))?.fermeeLe).toEqual(new Date("2025-06-30T00:00:00Z"));
    await verifier({ etat: "indisponible", motif: "x" }, PLUS_TARD);
    expect(await organisationDe(id, "a")).toMatchObject({ source: "registre", verifieeLe: LE });
    await verifier({ etat: "absente" }, PLUS_TARD);
    expect(await organisationDe(id, "a")).toMatchObject({ source: "declaree", verifieeLe: null, fermeeLe: null });
  });

  test("l’annuaire fait foi des établissements : le registre n’est pas même demandé", async () => {
    await importerAnnuaire(ANNUAIRE, LE);
    await changer(camille, id, "a", { siret: LYCEE.siret });
    const jamais: RegistreEntreprises = { chercher: () => Promise.reject(new Error("demandé")) };
    const { organisation } = await verifierOrganisation(camille, { dossierId: id, partenaire: "a" }, LE, jamais);
    expect(organisation).toMatchObject({ source: "annuaire", nom: LYCEE.nom });
  });

  test("est au journal, sans nom ni SIRET", async () => {
    await verifier(trouvee());
    const entree = await base.client.entreeJournal.findFirstOrThrow({
      where: { dossierId: id, action: "organisation.verifier" },
    });
    expect(entree).toMatchObject({ objet: "a", acteurId: camille.id, apres: { issue: "trouvee" } });
  });

  test("demande un identifiant, un partenaire, et le droit de modifier", async () => {
    const sur = (partenaire: string, qui = camille) =>
      erreurDe(verifierOrganisation(qui, { dossierId: id, partenaire }, LE, registre(trouvee())));
    expect((await sur("sans")).code).toBe("saisie");
    expect((await sur("personne")).code).toBe("introuvable");
    expect((await sur("a", alex)).code).toBe("introuvable");
    const lecteur = await creerAgent(base.client, "equipe_projet");
    await base.client.membreDossier.create({ data: { dossierId: id, utilisateurId: lecteur.id, droit: "lecteur" } });
    expect((await sur("a", lecteur)).code).toBe("interdit");
  });

  test("le SIRET changé pendant la question : rien n’est retenu", async () => {
    const lent: RegistreEntreprises = {
      chercher: async () => {
        await changer(camille, id, "a", { siret: "35600000000048" });
        return trouvee();
      },
    };
    const demande = verifierOrganisation(camille, { dossierId: id, partenaire: "a" }, LE, lent);
    expect((await erreurDe(demande)).code).toBe("conflit");
    expect(await base.client.organisation.count({ where: { source: "registre" } })).toBe(0);
  });
});

describe("ce qui n’est pas dans le fichier d’échange", () => {
  test("ni organisation ni contact ne sortent ; une copie garde le rôle, pas les personnes", async () => {
    const id = await dossierAvec(camille, { id: "a", nom: "Essai", siret: SIRET, chefDeFile: true });
    const avant = await exporterDossier(camille, id);
    await changer(camille, id, "a", {
      role: "Héberge le plateau",
      contactNom: "Dominique Exemple",
      contactCourriel: "dominique@exemple.fr",
      signataireNom: "Claude Exemple",
    });
    const apres = await exporterDossier(camille, id);
    expect(apres?.fichier).toEqual(avant?.fichier);
    expect(apres?.texte).not.toMatch(/Exemple|Héberge|organisation/);
    const copie = await dupliquerDossier(
      camille,
      { dossierId: id, titre: "Copie", regime: "ATCF", parties: ["partenaires"], valeurs: [], decalage: 0 },
      LE,
    );
    const { partenaires } = await contenuDe(camille, copie.id, "partenaires");
    expect(partenaires).toMatchObject([
      { role: "Héberge le plateau", contactNom: null, contactCourriel: null, signataireNom: null },
    ]);
    expect((await organisationDe(copie.id, "a"))?.siret).toBe(SIRET);
    expect(copie.laisses.join("\n")).toMatch(/Contacts et signataires/);
  });
});
