import { mkdtempSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { regime } from "@/lib/domain/regimes";
import { type CodeRole, ROLES } from "@/lib/domain/roles";
import { sha256, texteDesDonnees } from "@/lib/pdf/donnees";
import { MOTS_EFFACEMENT } from "@/lib/schemas/comptes";
import type { Reponse } from "@/lib/schemas/reponse";
import { versJeu } from "@/lib/schemas/vers-regime";
import {
  type Agent,
  type DroitMembre,
  type ObjetDossier,
  peut,
  VERBES_CARTE,
  VERBES_COMPTE,
  VERBES_DOSSIER,
  VERBES_GENERAUX,
  VERBES_HABILITATION,
  VERBES_PART,
  type Verbe,
  type VerbeCarte,
  type VerbeCompte,
  type VerbeDossier,
  type VerbeGeneral,
  type VerbeHabilitation,
  type VerbePart,
} from "@/lib/server/droits";
import { PORTES } from "@/tests/outils/portes";
import { annulation } from "./annuler";
import { ACTIONS, CAS, type Ids } from "./demandes-actions";
import { creerAgent, exemple, inviter, octetsPdf } from "./monde";
import { objetsDe } from "./objets";
import { type BaseDeTest, baseDeTest } from "./outils";

/**
 * The right written beside each door (tests/outils/portes.ts) is the one that its code asks for: every action and every route
 * is opened as every role, and what it answers is compared with `peut` for that verb on that object. Whatever a door writes is
 * undone at once, so that one world serves them all.
 */

const monde = vi.hoisted(() => ({ agent: null as unknown }));
vi.mock("@/lib/env", async (original) => {
  const { env } = await original<typeof import("@/lib/env")>();
  return { env: { ...env, NEXTAUTH_SECRET: "s".repeat(32), RIGEL_DATA: mkdtempSync("/tmp/rigel-portes-") } };
});
vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({ get: () => undefined }),
}));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => undefined }));
vi.mock("next/navigation", () => ({ unstable_rethrow: () => undefined, redirect: () => undefined }));
vi.mock("@/lib/server/session", () => ({
  agentCourant: async () => monde.agent,
  referenceCourante: async () => "00000000-0000-4000-8000-000000000000",
  fermerSessionCourante: async () => undefined,
}));
vi.mock("@/lib/server/debit/consommer", () => ({
  consommer: async () => undefined,
  consommerLecture: async () => undefined,
}));
vi.mock("@/lib/server/paquet/assembler-a-part", () => ({
  deuxPaquetsALaFois: (fn: () => unknown) => fn(),
  assemblerAPart: async () => ({ octets: 0, pages: 0, annexes: [] }),
}));
vi.mock("@/lib/pdf/dossier", () => ({ produireDossierPdf: async () => octetsPdf() }));
vi.mock("@/lib/server/base", async (original) =>
  (await import("./annuler")).baseAnnulable(await original<typeof import("@/lib/server/base")>()),
);

let base: BaseDeTest;
type Scene = { ids: Ids; objet: Omit<ObjetDossier, "membre"> };
/** One being written, one filed: what a state allows is asked of both. */
const scenes: Scene[] = [];
type Personne = { qui: string; agent: Agent; membre: DroitMembre | null };
const personnes: Personne[] = [];
const REGION = "12";
/** Who wrote the comment that the doors name. */
const AUTEUR: DroitMembre = "redacteur";
let documents: { publie: string; enPreparation: string };

async function scene(proprietaire: Agent, depose: boolean): Promise<Scene> {
  const { client } = base;
  const ids = await objetsDe(client, proprietaire);
  if (depose) {
    const piece = await client.piece.findUniqueOrThrow({ where: { id: ids.piece } });
    const texte = texteDesDonnees(exemple("brouillon-minimal"));
    const { id: versionId } = await client.versionDeposee.create({
      data: {
        ...{ dossierId: ids.dossier, numero: 1, deposeeLe: new Date(0), deposeeParId: proprietaire.id },
        ...{ regime: "CMA-AMORCAGE", regimeNumero: 1, verdicts: { constats: [] }, pieces: [{ id: ids.piece }] },
        ...{ pdfCle: piece.cleStockage ?? "", pdfOctets: piece.octets ?? 0, pdfSha256: piece.sha256 ?? "" },
        ...{ donnees: JSON.parse(texte), donneesSha256: sha256(texte) },
      },
    });
    const { id: recepisse } = await client.recepisseDepot.create({
      data: {
        ...{ dossierId: ids.dossier, versionId, operateur: "anr", numero: "1", deposeLe: new Date(0) },
        ...{ nomFichier: "a.pdf", typeMime: "application/pdf", octets: piece.octets, sha256: piece.sha256 },
        ...{ cleStockage: piece.cleStockage, inscritParId: proprietaire.id },
      },
    });
    ids.recepisse = recepisse;
  }
  const data = { regionAcademique: REGION, ...(depose && { etat: "depose" as const }) };
  const lu = await client.dossier.update({ where: { id: ids.dossier }, data });
  const { id, etat, regime, regionAcademique } = lu;
  return { ids, objet: { id, etat, regime, regionAcademique, dejaDepose: depose } as Scene["objet"] };
}

beforeAll(async () => {
  base = await baseDeTest();
  const { client } = base;
  const proprietaire = await creerAgent(client, "equipe_projet", { regionAcademique: REGION });
  for (const depose of [false, true]) scenes.push(await scene(proprietaire, depose));
  const portee = { regionAcademique: REGION, uai: "0699999U", campus: "Campus (exemple)" };
  const part = { dossierId: scenes[0]?.ids.dossier ?? null, partenaire: "gip" };
  for (const role of Object.keys(ROLES) as CodeRole[])
    personnes.push({
      qui: role,
      agent: await creerAgent(client, role, role === "partenaire" ? part : portee),
      membre: null,
    });
  // The établissement that the demand of the carte is of, and no other, tells what it opened.
  const sienne = { regionAcademique: REGION, uai: scenes[0]?.ids.uai ?? null };
  const chef = await creerAgent(client, "etablissement", sienne);
  personnes.push({ qui: "l’établissement de la demande", agent: chef, membre: null });
  for (const membre of ["lecteur", "redacteur", "responsable"] as const) {
    const agent = await creerAgent(client, "equipe_projet", portee);
    for (const { ids } of scenes) {
      await inviter(client, ids.dossier, agent, membre);
      if (membre === AUTEUR)
        await client.commentaire.update({ where: { id: ids.commentaire }, data: { auteurId: agent.id } });
    }
    personnes.push({ qui: `membre ${membre}`, agent, membre });
  }
  personnes.push({
    qui: "quelqu’un sans droit",
    agent: { ...(await creerAgent(client, "etablissement")), habilitations: [] },
    membre: null,
  });
  // The person whose session and request the doors name.
  const { id, email } = await client.utilisateur.findUniqueOrThrow({ where: { id: scenes[0]?.ids.membre ?? "" } });
  personnes.push({
    qui: "la personne concernée",
    agent: { ...proprietaire, id, email, habilitations: [] },
    membre: null,
  });
  const document = async (id: string) => {
    const { cleStockage } = await client.piece.findUniqueOrThrow({ where: { id } });
    const cree = await client.documentRegime.create({
      data: {
        ...{ nom: "a.pdf", typeMime: "application/pdf", octets: 10, sha256: "0".repeat(64) },
        ...{ cleStockage: cleStockage ?? "", deposeParId: proprietaire.id },
      },
    });
    return cree.id;
  };
  const { piece = "", pieceRetiree = "" } = scenes[0]?.ids ?? {};
  documents = { publie: await document(piece), enPreparation: await document(pieceRetiree) };
  await client.regimePublie.create({
    data: {
      ...{ code: "CMA-DIAG", numero: 2, contenu: versJeu({ ...regime("CMA-DIAG"), numero: 2 }) },
      ...{ effetLe: new Date("2999-01-01"), motif: "Essai" },
      ...{ documents: [{ documentId: documents.publie }], publieLe: new Date(), publieParId: proprietaire.id },
    },
  });
  annulation.active = true;
});
afterAll(() => base.fermer());

const SOURCE = { titre: "Cahier des charges", date: "2024-01-10", lien: "https://www.exemple.fr/cahier.pdf" };
const REGIME = {
  ...{ code: "ATCF", base: 1, regles: [{ code: "DELAI_GO", severite: "bloquante", confirmation: SOURCE }] },
  seuils: {},
};
/** What names no object, or one's own, for the actions that the leaks test leaves aside. */
const ENVOIS: Record<string, unknown> = {
  "dossiers/actions#creer": { regionAcademique: REGION, regime: "ATCF", filiere: "industrie" },
  "dossiers/actions#importer": { texte: JSON.stringify(exemple("brouillon-minimal")) },
  "dossiers/actions#chercherHomonymes": { titre: "Projet", acronyme: null },
  "acces/actions#demander": {
    ...{ role: "lecteur_national", regionAcademique: null, uai: null, campus: null },
    ...{ siret: "11004301500012", motif: "Une raison d’essai" },
  },
  "compte/sessions/actions#revoquerAutres": {},
  "compte/donnees/actions#effacer": { confirmation: MOTS_EFFACEMENT },
  "administration/journal/actions#verifierJournal": {},
  "administration/conservation/actions#executer": { confirme: true },
  "administration/regimes/actions#essayer": REGIME,
  "administration/regimes/actions#publier": {
    ...REGIME,
    effetLe: "2998-01-01",
    motif: "Ce qui change, et pourquoi.",
    confirme: true,
  },
};

const ADRESSE = "http://rigel.test";
const envoi = (champs: Record<string, string> = {}): RequestInit => {
  const body = new FormData();
  for (const [nom, valeur] of Object.entries(champs)) body.set(nom, valeur);
  body.set("fichier", new File([octetsPdf() as Uint8Array<ArrayBuffer>], "a.pdf", { type: "application/pdf" }));
  return { method: "POST", body, headers: { origin: ADRESSE, host: new URL(ADRESSE).host } };
};
/** What a route that reads JSON is sent; the others read a form. */
const CORPS: Record<string, object> = {
  "part.lire_nouveautes": {
    client: "00000000-0000-4000-8000-000000000001",
    depuis: 0,
    partenaire: "gip",
    totaux: null,
  },
  "dossier.lire_nouveautes": {
    client: "00000000-0000-4000-8000-000000000001",
    depuis: 0,
    section: "identite",
    adresse: null,
  },
};
/** What a route that reads a form is sent beside its file. */
const CHAMPS: Record<string, Record<string, string>> = {
  "reference.preparer": { type: "campus" },
  "carte.importer": { type: "orion", region: "12" },
  "lettre.deposer": { date: "2024-03-15" },
  "recepisse.inscrire": { version: "1", operateur: "anr", numero: "1", date: "2024-01-01" },
};
const RECHERCHE: Record<string, string> = {
  "etablissement.chercher": "?recherche=lycee",
  "formation.chercher": "?q=bac",
  "organisation.chercher": "?q=lycee",
};

/** Every door with a name: how to open it. */
type Porte = { porte: string; fichier: string; nom: string; export: string };
const portes: Porte[] = Object.keys(PORTES).map((porte) => {
  const fin = porte.lastIndexOf(" ");
  const [fichier, nom] = [porte.slice(0, fin), porte.slice(fin + 1)];
  const texte = readFileSync(fichier, "utf8");
  const trouve = fichier.endsWith("route.ts")
    ? // The method whose body names it: a file may have two.
      ([...(texte.split(`nom: "${nom}"`)[0] ?? "").matchAll(/export async function (GET|POST)/g)].at(-1) ?? [])[1]
    : new RegExp(`export const (\\w+)[^=]*= action\\(\\{\\s*nom: "${nom.replace(".", "\\.")}"`).exec(texte)?.[1];
  if (trouve === undefined) throw new Error(`${porte} : introuvable dans son fichier`);
  return { porte, fichier, nom, export: trouve };
});

/** Its answer, as the code of an error; « ok » when it did what was asked. */
async function ouvrir(porte: Porte, { ids }: Scene, agent: Agent, document = documents.publie): Promise<string> {
  monde.agent = agent;
  const module = await import(/* @vite-ignore */ path.resolve(porte.fichier));
  const faire = module[porte.export] as (...args: unknown[]) => Promise<unknown>;
  if (!porte.fichier.endsWith("route.ts")) {
    const action = ACTIONS.find((a) => path.join("app", a.fichier) === porte.fichier && a.action === porte.export);
    const cas = CAS[action?.nom ?? ""];
    const demande = typeof cas === "function" ? cas(ids, agent.id) : ENVOIS[action?.nom ?? ""];
    if (demande === undefined) throw new Error(`${porte.porte} : rien à envoyer`);
    const reponse = (await faire(demande)) as Reponse<unknown>;
    return reponse.ok ? "ok" : reponse.error.code;
  }
  const id = porte.fichier.includes("/pieces/[id]/")
    ? ids.piece
    : porte.fichier.includes("/recepisses/[id]/")
      ? ids.recepisse
      : porte.fichier.includes("/lettres/[id]/")
        ? porte.nom === "lettre.lire_signee"
          ? ids.lettreSignee
          : ids.lettre
        : porte.fichier.includes("/courriels/[id]/")
          ? ids.courriel
          : porte.fichier.includes("/carte/imports/")
            ? ids.importCarte
            : porte.fichier.includes("/referentiels/")
              ? ids.import
              : porte.fichier.includes("/documents/")
                ? document
                : ids.dossier;
  const requete = new Request(
    `${ADRESSE}/x${RECHERCHE[porte.nom] ?? ""}`,
    CORPS[porte.nom] !== undefined
      ? { method: "POST", body: JSON.stringify({ ...CORPS[porte.nom], lecteur: agent.id }) }
      : porte.export === "POST"
        ? envoi(CHAMPS[porte.nom])
        : {},
  );
  const reponse = (await faire(requete, { params: Promise.resolve({ id, dossier: id, numero: "1" }) })) as Response;
  const texte = reponse.status < 300 ? await reponse.text() : "";
  if (reponse.status < 300) return texte === null ? "vide" : "ok";
  const corps = (await reponse.json()) as { erreur?: string; error?: { code: string } };
  return corps.erreur ?? corps.error?.code ?? String(reponse.status);
}

const dans = <V extends Verbe>(verbes: readonly V[], verbe: string): verbe is V =>
  (verbes as readonly string[]).includes(verbe);
/** Doors whose verb is that of the object read, and that ask one thing more. */
const EN_PLUS: Record<string, (p: Personne) => boolean> = {
  // The copy is a new dossier.
  "dossier.dupliquer": ({ agent }) => peut(agent, "dossier.creer"),
  // One leaves a team that one is in.
  "equipe.quitter": ({ membre }) => membre !== null,
  // One's own words only.
  "commentaire.modifier": ({ membre }) => membre === AUTEUR,
  "commentaire.retirer": ({ membre }) => membre === AUTEUR,
};

/** What the table of rights says; « état »: the person has the right, in another state of the dossier. */
async function attendu(porte: Porte, verbe: string, personne: Personne, { ids, objet }: Scene) {
  const { agent, membre } = personne;
  if (dans<VerbeGeneral>(VERBES_GENERAUX, verbe)) return peut(agent, verbe) ? "oui" : "non";
  if (dans<VerbeDossier>(VERBES_DOSSIER, verbe)) {
    if (peut(agent, verbe, { ...objet, membre }) && EN_PLUS[porte.nom]?.(personne) !== false) return "oui";
    return peut(agent, "dossier.lire", { ...objet, membre }) ? "vu" : "non";
  }
  if (dans<VerbeCarte>(VERBES_CARTE, verbe))
    return peut(agent, verbe, { regionAcademique: "12", uai: ids.uai }) ? "oui" : "non";
  if (dans<VerbePart>(VERBES_PART, verbe))
    return peut(agent, verbe, { dossierId: ids.dossier, partenaire: "gip", etat: objet.etat }) ? "oui" : "non";
  if (dans<VerbeHabilitation>(VERBES_HABILITATION, verbe)) {
    const vise = verbe.startsWith("demande.")
      ? await base.client.demandeAcces.findUniqueOrThrow({ where: { id: ids.demande } })
      : await base.client.habilitation.findUniqueOrThrow({ where: { id: ids.habilitation } });
    const { utilisateurId: titulaireId, role, regionAcademique } = vise;
    return peut(agent, verbe, { titulaireId, role, regionAcademique, campus: null }) ? "oui" : "non";
  }
  if (!dans<VerbeCompte>(VERBES_COMPTE, verbe)) throw new Error(`${verbe} : sans objet dans ce monde`);
  const aSoi =
    typeof CAS[
      ACTIONS.find((a) => path.join("app", a.fichier) === porte.fichier && a.action === porte.export)?.nom ?? ""
    ] !== "function";
  return peut(agent, verbe, { utilisateurId: aSoi ? agent.id : ids.membre }) ? "oui" : "non";
}

/** A file that is no CSV, a PDF without a dossier, a partner without SIRET: said once the right is granted. */
const LU_APRES = ["reference.preparer", "carte.importer", "dossier.lire_pdf", "organisation.verifier"];
const REFUS = ["interdit", "introuvable"];
/** Neither done nor refused: the test itself asked badly, or the code broke. */
const RATES = ["saisie", "session", "imprevu", "indisponible", "trop_de_demandes", "trop_lourd"];

describe("ce que chaque porte demande est ce que sa ligne dit", () => {
  test.each(portes)("$porte", { timeout: 60_000 }, async (porte) => {
    const verbe = PORTES[porte.porte] ?? "";
    const surDossier = dans<VerbeDossier>(VERBES_DOSSIER, verbe);
    const ecarts: string[] = [];
    let passees = 0;
    for (const [rang, scene] of scenes.entries()) {
      if (rang > 0 && !surDossier) continue;
      for (const personne of personnes) {
        if (verbe.startsWith("sans droit") && !porte.fichier.startsWith("app/api/")) continue;
        const droit = verbe.startsWith("sans droit") ? "oui" : await attendu(porte, verbe, personne, scene);
        const code = await ouvrir(porte, scene, personne.agent);
        // A version that does not exist yet is found by nobody.
        const rien = ["version.lire", "paquet.lire", "recepisse.lire"].includes(verbe) && !scene.objet.dejaDepose;
        const juste =
          droit === "oui" && !rien
            ? !REFUS.includes(code) && (!RATES.includes(code) || (code === "saisie" && LU_APRES.includes(porte.nom)))
            : REFUS.includes(code) || (droit === "vu" && code === "regle");
        if (!juste) ecarts.push(`${personne.qui}, ${scene.objet.etat} : ${code}, attendu ${droit}`);
        if (juste && droit === "oui") passees += 1;
      }
    }
    expect(ecarts).toEqual([]);
    // Someone passes: a door that refuses everyone would agree with nothing but a mistake here.
    if (!verbe.startsWith("sans droit : le lien")) expect(passees).toBeGreaterThan(0);
  });
});

test("le document d’une version en préparation n’est lu que par qui publie", async () => {
  const porte = portes.find((p) => p.nom === "regime.lire_document") as Porte;
  for (const { qui, agent } of personnes)
    expect(await ouvrir(porte, scenes[0] as Scene, agent, documents.enPreparation), qui).toBe(
      peut(agent, "regime.publier") ? "ok" : "introuvable",
    );
});
