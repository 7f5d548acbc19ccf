import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { COLORATIONS_NATIONALES } from "@/lib/domain/carte/colorations";
import { SECTIONS } from "@/lib/domain/sections";
import { MOTS_EFFACEMENT_AUTRUI } from "@/lib/schemas/comptes";

/** What to send to every server action of app/, given the objects: shared by the tests that ask them all. */

export type Ids = Record<
  | "dossier"
  | "piece"
  | "pieceRetiree"
  | "membre"
  | "invitation"
  | "habilitation"
  | "contact"
  | "demande"
  | "session"
  | "compte"
  | "courriel"
  | "import"
  | "fil"
  | "commentaire"
  | "recepisse"
  | "point"
  | "pointRetire"
  | "scenario"
  | "scenarioRetire"
  | "lettre"
  | "lettreSignee"
  /** Of the carte: a demand of région 12 and its UAI, an import that waits, a coloration. */
  | "numero"
  | "uai"
  | "importCarte"
  | "coloration",
  string
>;

const surMembre = (o: Ids) => ({ dossierId: o.dossier, utilisateurId: o.membre, versionVue: 0 });
const surInvitation = (o: Ids) => ({ dossierId: o.dossier, invitationId: o.invitation, versionVue: 0 });
const surPiece = (o: Ids) => ({ dossierId: o.dossier, pieceId: o.piece });
const surPoint = (o: Ids) => ({ dossierId: o.dossier, pointId: o.point });
const surScenario = (o: Ids) => ({ dossierId: o.dossier, scenarioId: o.scenario, versionVue: 0 });
const GESTES = [{ type: "fixer_subvention", montant: "150000.00" }];
const surCommentaire = (o: Ids) => ({ dossierId: o.dossier, commentaireId: o.commentaire, versionVue: 0 });
const surColorations = { regionAcademique: "12" };
const surPaire = (o: Ids) => ({
  premiere: { id: o.coloration, versionVue: 0 },
  seconde: { id: COLORATIONS_NATIONALES[0].id, versionVue: 0 },
});
const FIL_QUELCONQUE = "00000000-0000-4000-8000-00000000f11e";
const surDossier = (o: Ids) => ({ dossierId: o.dossier });
const surDemande = (o: Ids) => ({ demandeId: o.demande, version: 0 });
const surHabilitation = (o: Ids) => ({ habilitationId: o.habilitation, version: 0 });
const surImport = (o: Ids) => ({ importId: o.import });
const surImportCarte = (o: Ids) => ({ importId: o.importCarte });
const confirme = true;
/** An open page. */
const PAGE = randomUUID();
/** Within the length of a right, whenever this runs. */
const BIENTOT = new Date(Date.now() + 200 * 86_400_000).toISOString().slice(0, 10);
const motif = "Une raison d’essai";
const SECTIONS_NEUVES = Object.fromEntries(SECTIONS.map(({ code }) => [code, 0]));

/** What to send, given the objects; or why no object is named. */
export const CAS: Record<string, ((o: Ids, lecteur: string) => object) | string> = {
  "dossiers/actions#creer": "creates",
  "dossiers/actions#importer": "creates",
  "dossiers/actions#chercherHomonymes": "among the dossiers one may read",
  "dossiers/actions#dupliquer": (o) => ({
    ...surDossier(o),
    titre: "Copie",
    regime: "ATCF",
    parties: [],
    valeurs: [],
    decalage: 0,
  }),
  "dossiers/[id]/actions#enregistrerModifications": (o, lecteur) => ({
    ...surDossier(o),
    client: PAGE,
    lecteur,
    depuis: 0,
    operations: [
      { id: randomUUID(), type: "champ", vue: 0, adresse: "identite/acronyme", valeur: `ESSAI ${Math.random()}` },
    ],
  }),
  "participation/[dossier]/actions#enregistrerPart": (o, lecteur) => ({
    ...surDossier(o),
    partenaire: "gip",
    client: PAGE,
    lecteur,
    depuis: 0,
    operations: [
      {
        id: randomUUID(),
        type: "champ",
        vue: 0,
        adresse: "partenaires/partenaires/gip/role",
        valeur: `${Math.random()}`,
      },
    ],
  }),
  "dossiers/[id]/actions#lireHistoriqueChamp": (o) => ({ ...surDossier(o), adresse: "identite/acronyme" }),
  "dossiers/[id]/actions#deposer": (o) => ({ ...surDossier(o), versionsVues: SECTIONS_NEUVES }),
  "dossiers/[id]/actions#ouvrirVersion": surDossier,
  "dossiers/[id]/actions#mesurerTextes": (o) => ({ ...surDossier(o), textes: [] }),
  "dossiers/[id]/actions#changerRegime": (o, lecteur) => ({
    ...surDossier(o),
    lecteur,
    de: { regime: "ATCF", numero: 1 },
    vers: { regime: "ATCF-AMORCAGE", numero: 1 },
    revisionVue: 0,
  }),
  "dossiers/[id]/actions#abandonner": (o) => ({ ...surDossier(o), confirme }),
  "dossiers/[id]/actions#retirerPiece": surPiece,
  "dossiers/[id]/actions#remettrePiece": (o) => ({ dossierId: o.dossier, pieceId: o.pieceRetiree }),
  "dossiers/[id]/actions#modifierPiece": (o) => ({ ...surPiece(o), type: null, date: null }),
  "dossiers/[id]/recepisses/actions#retirerRecepisse": (o) => ({
    ...surDossier(o),
    recepisseId: o.recepisse,
    motif,
  }),
  "dossiers/[id]/partenaires/actions#verifierIdentite": (o) => ({ ...surDossier(o), partenaire: "gip" }),
  "carte/colorations/actions#enregistrer": (o) => ({
    ...{ ...surColorations, cible: { id: o.coloration, versionVue: 0 }, libelle: "Une coloration d’essai" },
    ...{ secteur: null, demandeCma: false, attestation: null },
  }),
  "carte/colorations/actions#attester": () => ({
    ...{ ...surColorations, colorationId: COLORATIONS_NATIONALES[0].id, attestation: "Passeport nucléaire", vue: null },
  }),
  "carte/colorations/actions#reunir": (o) => ({ ...surColorations, ...surPaire(o) }),
  "carte/colorations/actions#refuser": (o) => ({ ...surColorations, ...surPaire(o) }),
  "carte/colorations/actions#separer": (o) => ({ ...surColorations, colorationId: o.coloration, versionVue: 0 }),
  "carte/colorations/actions#reproposer": (o) => ({
    ...{ ...surColorations, premiereId: o.coloration, secondeId: COLORATIONS_NATIONALES[0].id },
  }),
  "carte/constat/actions#saisirConstat": (o, lecteur) => ({
    ...{ lecteur, rentree: 2025 },
    lignes: [
      {
        ...{ numero: o.numero, vue: null, motif: null, precision: null },
        places: { scolaire: 12, scolaireColoree: 0, apprentissage: 0, apprentissageColoree: 0 },
      },
    ],
  }),
  "carte/constat/actions#demanderMotifEcart": (o, lecteur) => ({ lecteur, numero: o.numero, rentree: 2025 }),
  // It names a territory, région 12, which none of those who ask answers for.
  "carte/constat/actions#saisirEffectif": (_, lecteur) => ({
    ...{ lecteur, regionAcademique: "12", academie: null, rentree: 2024, effectif: 1, source: "Essai", vue: null },
  }),
  "dossiers/[id]/carte/actions#deciderLiens": (o, lecteur) => ({
    ...surDossier(o),
    lecteur,
    decisions: [{ numero: o.numero, etat: "ecarte", vu: null }],
  }),
  "dossiers/[id]/carte/actions#chercherDemandes": (o, lecteur) => ({ ...surDossier(o), lecteur, texte: "lycée" }),
  // The letter that the dossier has is of « gip »: none other is expected.
  "dossiers/[id]/lettres/actions#preparerLettres": (o, lecteur) => ({
    ...surDossier(o),
    lecteur,
    lettres: [{ partenaire: "gip", vue: null, montant: "1.00" }],
  }),
  "dossiers/[id]/lettres/actions#envoyerLettres": (o, lecteur) => ({
    ...surDossier(o),
    lecteur,
    envois: [{ lettreId: o.lettre, version: 0, adresse: "x@exemple.fr" }],
  }),
  "dossiers/[id]/lettres/actions#prevenirPartenaire": (o, lecteur) => ({
    ...surDossier(o),
    lecteur,
    lettreId: o.lettre,
    adresse: "x@exemple.fr",
  }),
  "dossiers/[id]/lettres/actions#retirerLettre": (o, lecteur) => ({
    ...surDossier(o),
    lecteur,
    lettreId: o.lettre,
    version: 0,
    motif,
  }),
  "dossiers/[id]/points/actions#creerPoint": (o) => ({ ...surDossier(o), nom: "Un point d’essai" }),
  "dossiers/[id]/points/actions#renommerPoint": (o) => ({ ...surPoint(o), versionVue: 0, nom: "Un autre nom" }),
  "dossiers/[id]/points/actions#retirerPoint": (o) => ({ ...surPoint(o), versionVue: 0 }),
  "dossiers/[id]/points/actions#remettrePoint": (o) => ({
    dossierId: o.dossier,
    pointId: o.pointRetire,
    versionVue: 1,
  }),
  "dossiers/[id]/points/actions#lirePoint": (o) => surPoint(o),
  "dossiers/[id]/scenarios/actions#creerScenario": (o) => ({
    ...surDossier(o),
    nom: "Un scénario d’essai",
    gestes: GESTES,
    revisionVue: 0,
  }),
  "dossiers/[id]/scenarios/actions#modifierScenario": (o) => ({
    ...surScenario(o),
    nom: "Un autre nom",
    gestes: GESTES,
    revisionVue: 0,
  }),
  "dossiers/[id]/scenarios/actions#dupliquerScenario": surScenario,
  "dossiers/[id]/scenarios/actions#retirerScenario": surScenario,
  "dossiers/[id]/scenarios/actions#remettreScenario": (o) => ({
    dossierId: o.dossier,
    scenarioId: o.scenarioRetire,
    versionVue: 1,
  }),
  "dossiers/[id]/scenarios/actions#apercevoirScenario": (o) => ({ dossierId: o.dossier, scenarioId: o.scenario }),
  "dossiers/[id]/scenarios/actions#appliquerScenario": (o, lecteur) => ({
    ...surScenario(o),
    revisionVue: 0,
    lecteur,
  }),
  "dossiers/[id]/historique/actions#verifierHistorique": surDossier,
  "dossiers/[id]/commentaires/actions#ecrireCommentaire": (o) => ({
    ...surDossier(o),
    section: "identite",
    adresse: "identite/titre",
    texte: "Un commentaire d’essai",
  }),
  "dossiers/[id]/commentaires/actions#repondreCommentaire": (o) => ({
    ...surDossier(o),
    filId: o.fil,
    texte: "Une réponse d’essai",
  }),
  "dossiers/[id]/commentaires/actions#modifierCommentaire": (o) => ({ ...surCommentaire(o), texte: "Autre texte" }),
  "dossiers/[id]/commentaires/actions#retirerCommentaire": (o) => surCommentaire(o),
  "dossiers/[id]/commentaires/actions#resoudreFil": (o) => ({
    ...surDossier(o),
    filId: o.fil,
    versionVue: 0,
    resolu: true,
  }),
  // Threads of elsewhere are none of this dossier's: nothing to read there, and nothing said of them.
  "dossiers/[id]/commentaires/actions#lireMentions": (o) => ({ ...surDossier(o), fils: [FIL_QUELCONQUE] }),
  "dossiers/[id]/equipe/actions#inviterMembres": (o) => ({
    ...surDossier(o),
    adresses: "a@exemple.invalid",
    droit: "lecteur",
  }),
  "dossiers/[id]/equipe/actions#inviterContact": (o) => ({
    ...surDossier(o),
    partenaire: "gip",
    adresse: "a@exemple.invalid",
  }),
  "dossiers/[id]/equipe/actions#renvoyerInvitation": surInvitation,
  "dossiers/[id]/equipe/actions#retirerInvitation": surInvitation,
  "dossiers/[id]/equipe/actions#changerDroit": (o) => ({ ...surMembre(o), droit: "lecteur" }),
  "dossiers/[id]/equipe/actions#passerLaMain": (o) => ({ ...surMembre(o), confirme }),
  "dossiers/[id]/equipe/actions#retirerMembre": (o) => ({ ...surMembre(o), confirme }),
  "dossiers/[id]/equipe/actions#retirerContact": (o) => ({
    dossierId: o.dossier,
    habilitationId: o.contact,
    versionVue: 0,
    confirme,
  }),
  "dossiers/[id]/equipe/actions#quitterEquipe": (o) => ({ ...surDossier(o), confirme }),
  "habilitations/actions#accorder": (o) => ({
    ...surDemande(o),
    role: "equipe_projet",
    regionAcademique: "12",
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
  "administration/utilisateurs/[id]/actions#delier": (o) => ({ utilisateurId: o.compte, version: 0, motif }),
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
  "carte/imports/actions#appliquer": surImportCarte,
  "carte/imports/actions#abandonner": surImportCarte,
  "administration/referentiels/actions#appliquer": surImport,
  "administration/referentiels/actions#abandonner": surImport,
  "administration/regimes/actions#essayer": "regimes are public",
  "administration/regimes/actions#publier": "regimes are public",
  "invitations/[jeton]/actions#accepter": "a token is nobody's until it is used: tests/db/invitations.test.ts",
};
const FICHIERS = readdirSync("app", { recursive: true, encoding: "utf8" }).filter((f) => f.endsWith("actions.ts"));
const nomDe = (fichier: string, action: string) =>
  `${path.join(...fichier.split(path.sep).filter((p) => !/^\(.*\)$/.test(p))).replace(/\.ts$/, "")}#${action}`;
/** Exports made by the wrapper. */
export const ACTIONS = FICHIERS.flatMap((fichier) =>
  [...readFileSync(path.join("app", fichier), "utf8").matchAll(/export const (\w+)[^=]*= action\(/g)].map((m) => ({
    fichier,
    action: m[1] ?? "",
    nom: nomDe(fichier, m[1] ?? ""),
  })),
);
