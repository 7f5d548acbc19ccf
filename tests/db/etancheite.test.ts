import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { MOTS_EFFACEMENT_AUTRUI } from "@/lib/schemas/comptes";
import { contenuDeSection } from "@/lib/schemas/contenus";
import type { Reponse } from "@/lib/schemas/reponse";
import type { Agent } from "@/lib/server/droits";
import { ajouterPiece } from "@/lib/server/pieces/ajouter-piece";
import { ouvrirBail } from "@/lib/server/session/bail";
import { creerAgent, exemple, importer, inviter, JOUR_DEPOT, octetsPdf } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

/**
 * « Not yours » and « does not exist » are one answer, for every server action that takes an identifier. The actions come from the
 * files of app/: a new one without a case fails.
 */

const monde = vi.hoisted(() => ({ agent: null as unknown }));
vi.mock("@/lib/env", async (original) => {
  const { env } = await original<typeof import("@/lib/env")>();
  return { env: { ...env, NEXTAUTH_SECRET: "s".repeat(32), RIGEL_DATA: mkdtempSync("/tmp/rigel-etancheite-") } };
});
vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({ get: () => undefined }),
}));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => undefined }));
vi.mock("next/navigation", () => ({ unstable_rethrow: () => undefined, redirect: () => undefined }));
vi.mock("@/lib/server/session", () => ({ agentCourant: async () => monde.agent }));

type Ids = Record<
  | "dossier"
  | "piece"
  | "membre"
  | "invitation"
  | "habilitation"
  | "demande"
  | "session"
  | "compte"
  | "courriel"
  | "import",
  string
>;

const surMembre = (o: Ids) => ({ dossierId: o.dossier, utilisateurId: o.membre, versionVue: 0 });
const surInvitation = (o: Ids) => ({ dossierId: o.dossier, invitationId: o.invitation, versionVue: 0 });
const surPiece = (o: Ids) => ({ dossierId: o.dossier, pieceId: o.piece });
const surDossier = (o: Ids) => ({ dossierId: o.dossier });
const surDemande = (o: Ids) => ({ demandeId: o.demande, version: 0 });
const surHabilitation = (o: Ids) => ({ habilitationId: o.habilitation, version: 0 });
const surImport = (o: Ids) => ({ importId: o.import });
const confirme = true;
/** Within the length of a right, whenever this runs. */
const BIENTOT = new Date(Date.now() + 200 * 86_400_000).toISOString().slice(0, 10);
const motif = "Une raison d’essai";

/** What to send, given the objects; or why no object is named. */
const CAS: Record<string, ((o: Ids) => object) | string> = {
  "dossiers/actions#creer": "creates",
  "dossiers/actions#importer": "creates",
  "dossiers/[id]/actions#enregistrerSection": (o) => ({
    ...surDossier(o),
    section: "identite",
    versionVue: 0,
    contenu: contenuDeSection(exemple("amorcage-martinique"), "identite"),
  }),
  "dossiers/[id]/actions#deposer": (o) => ({ ...surDossier(o), versionsVues: VERSIONS }),
  "dossiers/[id]/actions#ouvrirVersion": surDossier,
  "dossiers/[id]/actions#abandonner": (o) => ({ ...surDossier(o), confirme }),
  "dossiers/[id]/actions#retirerPiece": surPiece,
  "dossiers/[id]/actions#remettrePiece": surPiece,
  "dossiers/[id]/actions#modifierPiece": (o) => ({ ...surPiece(o), type: null, date: null }),
  "dossiers/[id]/historique/actions#verifierHistorique": surDossier,
  "dossiers/[id]/equipe/actions#inviterMembres": (o) => ({
    ...surDossier(o),
    adresses: "a@exemple.invalid",
    droit: "lecteur",
  }),
  "dossiers/[id]/equipe/actions#inviterContact": (o) => ({
    ...surDossier(o),
    partenaire: "partenaire-1",
    adresse: "a@exemple.invalid",
  }),
  "dossiers/[id]/equipe/actions#renvoyerInvitation": surInvitation,
  "dossiers/[id]/equipe/actions#retirerInvitation": surInvitation,
  "dossiers/[id]/equipe/actions#changerDroit": (o) => ({ ...surMembre(o), droit: "lecteur" }),
  "dossiers/[id]/equipe/actions#passerLaMain": (o) => ({ ...surMembre(o), confirme }),
  "dossiers/[id]/equipe/actions#retirerMembre": (o) => ({ ...surMembre(o), confirme }),
  "dossiers/[id]/equipe/actions#retirerContact": (o) => ({
    dossierId: o.dossier,
    habilitationId: o.habilitation,
    versionVue: 0,
    confirme,
  }),
  "dossiers/[id]/equipe/actions#quitterEquipe": (o) => ({ ...surDossier(o), confirme }),
  "habilitations/actions#accorder": (o) => ({
    ...surDemande(o),
    role: "equipe_projet",
    regionAcademique: "01",
    uai: null,
    campus: null,
    fin: BIENTOT,
    message: null,
  }),
  "habilitations/actions#refuser": (o) => ({ ...surDemande(o), motif }),
  "habilitations/actions#prolonger": (o) => ({ ...surHabilitation(o), fin: BIENTOT }),
  "habilitations/actions#retirer": (o) => ({ ...surHabilitation(o), motif, confirme }),
  "habilitations/actions#relire": (o) => ({ choix: [surHabilitation(o)] }),
  "acces/actions#demander": "creates",
  "acces/actions#retirer": surDemande,
  "compte/sessions/actions#revoquer": (o) => ({ reference: o.session }),
  "compte/sessions/actions#revoquerAutres": "one's own",
  "compte/donnees/actions#effacer": "one's own",
  "administration/utilisateurs/[id]/actions#desactiver": (o) => ({ utilisateurId: o.compte, version: 0, motif }),
  "administration/utilisateurs/[id]/actions#reactiver": (o) => ({ utilisateurId: o.compte, version: 0 }),
  "administration/utilisateurs/[id]/actions#fermerSessions": (o) => ({ utilisateurId: o.compte }),
  "administration/utilisateurs/[id]/actions#effacer": (o) => ({
    utilisateurId: o.compte,
    version: 0,
    confirmation: MOTS_EFFACEMENT_AUTRUI,
  }),
  "administration/courriels/actions#renvoyer": (o) => ({ courrielId: o.courriel }),
  "administration/journal/actions#verifierJournal": "the whole journal",
  "administration/conservation/actions#executer": "the whole service",
  "administration/referentiels/actions#appliquer": surImport,
  "administration/referentiels/actions#abandonner": surImport,
  "administration/regimes/actions#essayer": "regimes are public",
  "administration/regimes/actions#publier": "regimes are public",
  "invitations/[jeton]/actions#accepter": "a token is nobody's until it is used: tests/db/invitations.test.ts",
};
const VERSIONS: Record<string, number> = {};

const FICHIERS = readdirSync("app", { recursive: true, encoding: "utf8" }).filter((f) => f.endsWith("actions.ts"));
const nomDe = (fichier: string, action: string) =>
  `${path.join(...fichier.split(path.sep).filter((p) => !/^\(.*\)$/.test(p))).replace(/\.ts$/, "")}#${action}`;
/** Exports made by the wrapper. */
const ACTIONS = FICHIERS.flatMap((fichier) =>
  [...readFileSync(path.join("app", fichier), "utf8").matchAll(/export const (\w+)[^=]*= action\(/g)].map((m) => ({
    fichier,
    action: m[1] ?? "",
    nom: nomDe(fichier, m[1] ?? ""),
  })),
);

let base: BaseDeTest;
let vrais: Ids;
const personnes: Record<string, Agent> = {};

beforeAll(async () => {
  base = await baseDeTest();
  const { client } = base;
  const proprietaire = await creerAgent(client, "equipe_projet", { regionAcademique: "12" });
  personnes["une autre équipe"] = await creerAgent(client, "equipe_projet", { regionAcademique: "12" });
  personnes["une région voisine"] = await creerAgent(client, "region_academique", { regionAcademique: "01" });
  const sansDroit = await creerAgent(client, "etablissement");
  personnes["quelqu’un sans droit"] = { ...sansDroit, habilitations: [] };
  const dossier = await importer(proprietaire, exemple("amorcage-martinique"));
  const membre = await creerAgent(client, "equipe_projet");
  await inviter(client, dossier, membre, "lecteur");
  const { id: piece } = await ajouterPiece(
    proprietaire,
    { dossierId: dossier, nom: "a.pdf", octets: octetsPdf() },
    JOUR_DEPOT,
  );
  const invitation = await client.invitation.create({
    data: {
      empreinte: "e".repeat(64),
      dossierId: dossier,
      email: "x@exemple.invalid",
      droit: "lecteur",
      invitantId: proprietaire.id,
      expireLe: new Date("2040-01-01T00:00:00Z"),
    },
  });
  const habilitation = await client.habilitation.findFirstOrThrow({ where: { utilisateurId: membre.id } });
  const demande = await client.demandeAcces.create({
    data: { utilisateurId: membre.id, role: "equipe_projet", regionAcademique: "12", motif: "Essai" },
  });
  await ouvrirBail(membre.id, { action: "session.ouvrir_persona", methode: "persona" }, new Date());
  const session = await client.session.findFirstOrThrow({ where: { utilisateurId: membre.id } });
  const courriel = await client.courriel.create({
    data: { destinataire: "x@exemple.invalid", objet: "o", corps: "c", genre: "invitation" },
  });
  vrais = {
    dossier,
    piece,
    membre: membre.id,
    invitation: invitation.id,
    habilitation: habilitation.id,
    demande: demande.id,
    session: session.reference,
    compte: membre.id,
    courriel: courriel.id,
    import: randomUUID(),
  };
  const sections = await client.sectionDossier.findMany({ where: { dossierId: dossier } });
  for (const { section, version } of sections) VERSIONS[section] = version;
});
afterAll(() => base.fermer());

const inventes = (): Ids => Object.fromEntries(Object.keys(vrais).map((nom) => [nom, randomUUID()])) as Ids;

test("chaque action a son cas", () => {
  expect(ACTIONS.length).toBeGreaterThan(20);
  expect(ACTIONS.map((a) => a.nom).filter((nom) => !(nom in CAS))).toEqual([]);
});

describe("à autrui ou inexistant : la même réponse", () => {
  test.each(ACTIONS.filter((a) => typeof CAS[a.nom] === "function"))("$nom", async ({ fichier, action, nom }) => {
    const module = (await import(/* @vite-ignore */ path.resolve("app", fichier))) as Record<
      string,
      (e: unknown) => Promise<Reponse<unknown>>
    >;
    const faire = module[action];
    const demander = CAS[nom] as (o: Ids) => object;
    for (const [qui, agent] of Object.entries(personnes)) {
      monde.agent = agent;
      const vraie = await faire?.(demander(vrais));
      const fausse = await faire?.(demander(inventes()));
      expect(vraie, qui).toEqual(fausse);
      // Refused for want of right, not for a mistake in this test's own demand.
      expect(["introuvable", "interdit"], `${qui} : ${JSON.stringify(vraie)}`).toContain(
        vraie?.ok === false ? vraie.error.code : "ok",
      );
    }
  });
});
