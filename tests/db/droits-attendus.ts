import type { CodeEtat } from "@/lib/domain/etats";
import type { CodeRegime } from "@/lib/domain/nomenclatures";
import type { CodeRole } from "@/lib/domain/roles";
import type {
  DroitMembre,
  VerbeCarte,
  VerbeCompte,
  VerbeDossier,
  VerbeGeneral,
  VerbeHabilitation,
  VerbePart,
} from "@/lib/server/droits";

/**
 * Who may do what, in words of domain/3 and apart from the table of lib/server/droits.ts that it checks. One line per verb:
 * a verb without its line does not compile.
 */

/** A role, or a project team member by what they are in the dossier. */
export type Qui = CodeRole | `membre_${DroitMembre}`;
export type Cas = {
  etat: CodeEtat;
  maRegion: boolean;
  regime: CodeRegime;
  dejaDepose: boolean;
  sansResponsable?: boolean;
};
type AttenduDossier = (qui: Qui, cas: Cas) => boolean;

const APRES_DEPOT: readonly CodeEtat[] = [
  "depose",
  "en_instruction",
  "complements_demandes",
  "laureat",
  "refuse",
  "conventionne",
  "en_suivi",
  "clos",
];
const EN_ECRITURE: readonly CodeEtat[] = [
  "brouillon",
  "lettre_deposee",
  "lettre_go",
  "lettre_no_go",
  "en_montage",
  "complements_demandes",
];
const FINANCES: readonly CodeEtat[] = ["conventionne", "en_suivi", "clos"];

const membre = (qui: Qui): boolean => qui.startsWith("membre_");
const ecrivain = (qui: Qui): boolean => qui === "membre_redacteur" || qui === "membre_responsable";

const lire: AttenduDossier = (qui, { etat, maRegion }) => {
  if (membre(qui) || qui === "lecteur_national") return true;
  if (qui === "region_academique") return maRegion;
  if (qui === "conseil_regional") return maRegion && etat !== "brouillon" && etat !== "abandonne";
  if (qui === "evaluateur_sgpi") return APRES_DEPOT.includes(etat);
  return qui === "operateur" && FINANCES.includes(etat);
};
/** What was filed stays readable by those it was filed for, whatever became of the draft. */
const lireVersion: AttenduDossier = (qui, cas) =>
  lire(qui, cas) || (cas.dejaDepose && (qui === "evaluateur_sgpi" || (qui === "conseil_regional" && cas.maRegion)));
const ecrire: AttenduDossier = (qui, { etat }) => ecrivain(qui) && EN_ECRITURE.includes(etat);
const equipe: AttenduDossier = (qui, { maRegion }) => membre(qui) || (qui === "region_academique" && maRegion);

export const SUR_DOSSIER: Record<VerbeDossier, AttenduDossier> = {
  "dossier.lire": lire,
  "lien.lire": lire,
  "lien.decider": (qui, { etat, maRegion }) =>
    (ecrivain(qui) || (qui === "region_academique" && maRegion)) && etat !== "refuse" && etat !== "abandonne",
  "dossier.exporter": lire,
  "piece.lire": lire,
  "version.lire": lireVersion,
  "dossier.modifier": ecrire,
  "paquet.lire": lire,
  "recepisse.lire": lire,
  "recepisse.inscrire": (qui, { etat }) => qui === "membre_responsable" && APRES_DEPOT.includes(etat),
  "dossier.changer_regime": (qui, { etat }) =>
    qui === "membre_responsable" && EN_ECRITURE.includes(etat) && etat !== "complements_demandes",
  "scenario.lire": membre,
  "scenario.ecrire": ecrire,
  "lettre.lire": equipe,
  "lettre.gerer": ecrire,
  "presence.signaler": membre,
  "commentaire.lire": membre,
  "commentaire.ecrire": membre,
  "point.lire": membre,
  "point.creer": ecrire,
  "point.retirer": ecrire,
  "piece.ajouter": ecrire,
  "piece.modifier": ecrire,
  "piece.retirer": ecrire,
  "dossier.deposer": (qui, { etat, regime }) =>
    qui === "membre_responsable" &&
    (etat === "complements_demandes" || etat === (regime === "ATCF" ? "en_montage" : "brouillon")),
  "dossier.rouvrir": (qui, { etat }) => qui === "membre_responsable" && etat === "depose",
  "dossier.abandonner": (qui, { etat }) =>
    qui === "membre_responsable" && !FINANCES.includes(etat) && etat !== "refuse" && etat !== "abandonne",
  "historique.lire": (qui, cas) => equipe(qui, cas) || qui === "lecteur_national",
  "equipe.lire": equipe,
  "equipe.gerer": (qui, { maRegion, sansResponsable }) =>
    qui === "membre_responsable" || (qui === "region_academique" && maRegion && sansResponsable === true),
};

const ADMINISTRATEUR: readonly CodeRole[] = ["administrateur"];

/** `tous`: whoever is signed in. `surUnDossier`: still true when the right counts on one dossier only. */
export const EN_GENERAL: Record<VerbeGeneral, { roles: readonly CodeRole[] | "tous"; surUnDossier: boolean }> = {
  "dossier.creer": { roles: ["equipe_projet"], surUnDossier: false },
  "dossier.importer": { roles: ["equipe_projet"], surUnDossier: false },
  "dossier.lister": {
    roles: [
      "equipe_projet",
      "region_academique",
      "conseil_regional",
      "evaluateur_sgpi",
      "operateur",
      "lecteur_national",
    ],
    surUnDossier: true,
  },
  "acces.demander": { roles: "tous", surUnDossier: true },
  "habilitation.lister": { roles: ["administrateur", "region_academique", "coordonnateur_cmq"], surUnDossier: false },
  "part.lister": { roles: ["partenaire"], surUnDossier: true },
  "organisation.chercher": { roles: ["equipe_projet", "region_academique", "coordonnateur_cmq"], surUnDossier: true },
  "utilisateur.lire": { roles: ADMINISTRATEUR, surUnDossier: false },
  "utilisateur.modifier": { roles: ADMINISTRATEUR, surUnDossier: false },
  "courriel.lire": { roles: ADMINISTRATEUR, surUnDossier: false },
  "reference.importer": { roles: ADMINISTRATEUR, surUnDossier: false },
  "regime.publier": { roles: ADMINISTRATEUR, surUnDossier: false },
  "journal.verifier": { roles: ADMINISTRATEUR, surUnDossier: false },
  "retention.executer": { roles: ADMINISTRATEUR, surUnDossier: false },
  "carte.consulter": {
    roles: [
      "equipe_projet",
      "coordonnateur_cmq",
      "etablissement",
      "region_academique",
      "conseil_regional",
      "evaluateur_sgpi",
      "operateur",
      "lecteur_national",
    ],
    surUnDossier: false,
  },
};

/** A right, or a request for one, of `role`: in the région, on the campus of who is asking, or elsewhere. */
export type CasHabilitation = { role: CodeRole; maRegion: boolean; monCampus: boolean; aMoi: boolean };
type AttenduHabilitation = (qui: CodeRole, cas: CasHabilitation) => boolean;

/** Whoever answers for a right sees it, reviews it, prolongs it and withdraws it; whoever answers for a request decides it. */
const repond: AttenduHabilitation = (qui, { role, maRegion, monCampus, aMoi }) => {
  if (aMoi) return false;
  if (qui === "administrateur") return true;
  if (qui === "region_academique")
    return maRegion && (role === "equipe_projet" || role === "etablissement" || role === "coordonnateur_cmq");
  return qui === "coordonnateur_cmq" && role === "coordonnateur_cmq" && maRegion && monCampus;
};

export const SUR_HABILITATION: Record<VerbeHabilitation, AttenduHabilitation> = {
  "demande.lire": repond,
  "demande.decider": repond,
  "habilitation.lire": repond,
  "habilitation.relire": repond,
  "habilitation.prolonger": repond,
  "habilitation.retirer": repond,
};

/** One's own account, sessions and requests; nobody else's, not even for an administrator. */
export const SUR_COMPTE: Record<VerbeCompte, (aMoi: boolean) => boolean> = {
  "compte.lire": (aMoi) => aMoi,
  "compte.exporter": (aMoi) => aMoi,
  "compte.effacer": (aMoi) => aMoi,
  "session.revoquer": (aMoi) => aMoi,
  "demande.retirer": (aMoi) => aMoi,
};

/** A partner's contact, in the name it was invited for, in that dossier. */
export const SUR_PART: Record<VerbePart, (qui: CodeRole, maPart: boolean, etat: CodeEtat) => boolean> = {
  "part.lire": (qui, maPart) => qui === "partenaire" && maPart,
  "part.modifier": (qui, maPart, etat) => qui === "partenaire" && maPart && EN_ECRITURE.includes(etat),
  "part.signer": (qui, maPart, etat) => qui === "partenaire" && maPart && EN_ECRITURE.includes(etat),
};

/** Where a demand of the carte stands to who is asking. */
export type CasCarte = { maRegion: boolean; monUai: boolean };
const DE_LA_REGION: readonly CodeRole[] = [
  "region_academique",
  "equipe_projet",
  "conseil_regional",
  "coordonnateur_cmq",
];
export const NATIONAUX: readonly CodeRole[] = ["evaluateur_sgpi", "operateur", "lecteur_national"];
const region = (qui: CodeRole, { maRegion }: CasCarte): boolean => qui === "region_academique" && maRegion;

export const SUR_CARTE: Record<VerbeCarte, (qui: CodeRole, cas: CasCarte) => boolean> = {
  "carte.lire": (qui, { maRegion, monUai }) =>
    NATIONAUX.includes(qui) || (DE_LA_REGION.includes(qui) && maRegion) || (qui === "etablissement" && monUai),
  "carte.importer": region,
  "effectif.saisir": region,
  "constat.saisir": (qui, { monUai }) => qui === "etablissement" && monUai,
  "constat.demander_motif": region,
  "coloration.gerer": region,
};
