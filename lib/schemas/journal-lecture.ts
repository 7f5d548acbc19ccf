/** An entry of the audit trail as a person reads it: one sentence, and what changed field by field. */
import { centimes, lireMontant } from "@/lib/domain/argent";
import { jourAParis } from "@/lib/domain/dates";
import { accorder, ecrireDate, ecrireEuros, enumerer, typographie } from "@/lib/domain/ecriture";
import { CODES_ETAT, type CodeEtat, nomEtat } from "@/lib/domain/etats";
import { motsAction } from "@/lib/domain/journal-actions";
import { nomRole, ROLES } from "@/lib/domain/roles";
import { SECTIONS } from "@/lib/domain/sections";
import { nomDuChamp, valeurLisible } from "./libelles-champs";

export type EntreeLue = {
  action: string;
  issue: string;
  objet: string | null;
  avant: unknown;
  apres: unknown;
};

/** What numbers stand for: people by their account, pieces by their file. Never an address. */
export type Noms = { personne(id: string): string | null; piece(id: string): string | null };

type Objet = Record<string, unknown>;
const objet = (v: unknown): Objet | null => (typeof v === "object" && v !== null ? (v as Objet) : null);
const membres = (v: unknown): Objet => objet(v) ?? {};

/** Lists of the exchange file, counted. */
const LISTES: Readonly<Record<string, readonly [string, string]>> = {
  partenaires: ["partenaire", "partenaires"],
  campus: ["campus", "campus"],
  budget: ["ligne", "lignes"],
  financements: ["source", "sources"],
  repartition: ["répartition", "répartitions"],
  transformations: ["transformation", "transformations"],
  plateauxTechniques: ["plateau technique", "plateaux techniques"],
  publics: ["public", "publics"],
  indicateurs: ["indicateur", "indicateurs"],
  justifications: ["justification", "justifications"],
  alignement: ["objectif", "objectifs"],
};
const CHAMPS_CITES = 3;

const montantDe = (v: unknown): bigint => (typeof v === "string" ? (lireMontant(v) ?? 0n) : 0n);

/** « +12 000,00 € »: what the changed rows add up to, before and after. */
function ecart(avant: Objet, apres: Objet): string | null {
  const somme = (o: Objet) => Object.values(o).reduce<bigint>((s, l) => s + montantDe(membres(l).montant), 0n);
  const difference = somme(apres) - somme(avant);
  if (difference === 0n) return null;
  return `${difference > 0n ? "+" : ""}${ecrireEuros(centimes(difference))}`;
}

/** « 3 lignes, +12 000,00 € », « titre et acronyme ». */
function resumer(avant: unknown, apres: unknown): string {
  const [gauche, droite] = [membres(avant), membres(apres)];
  const simples: string[] = [];
  const comptes: string[] = [];
  for (const cle of new Set([...Object.keys(gauche), ...Object.keys(droite)])) {
    const mots = LISTES[cle];
    const [g, d] = [membres(gauche[cle]), membres(droite[cle])];
    const rangs = new Set([...Object.keys(g), ...Object.keys(d)]);
    if (mots === undefined || rangs.size === 0) {
      const nom = nomDuChamp(cle);
      simples.push(/^[A-Z]{2}/.test(nom) ? nom : nom.charAt(0).toLowerCase() + nom.slice(1));
      continue;
    }
    comptes.push(accorder(rangs.size, ...mots));
    const somme = cle === "budget" || cle === "financements" ? ecart(g, d) : null;
    if (somme !== null) comptes.push(somme);
  }
  if (simples.length > CHAMPS_CITES) comptes.unshift(accorder(simples.length, "champ"));
  else if (simples.length > 0) comptes.unshift(enumerer(simples));
  return comptes.join(", ");
}

const ARTICLES: Readonly<Record<string, string>> = {
  identite: "l’identité",
  lettre: "la lettre d’intention",
  diagnostic: "le diagnostic et les besoins",
  strategie: "la stratégie régionale",
  partenaires: "les partenaires",
  budget: "le budget",
  financement: "le plan de financement",
  transformations: "les transformations de la carte",
  publics: "les publics et indicateurs",
  pieces: "les pièces jointes",
  verification: "les justifications",
};

const etatDe = (v: unknown): string | null => {
  const { etat } = membres(v);
  return CODES_ETAT.includes(etat as CodeEtat) ? nomEtat(etat as CodeEtat) : null;
};

/** What the sentence gains from the entry's own data. */
const PHRASES: Readonly<Record<string, (e: EntreeLue, noms: Noms) => string>> = {
  "dossier.enregistrer_section": ({ objet: section, avant, apres }) => {
    const quoi = ARTICLES[section ?? ""] ?? "une section";
    if (avant == null && apres == null) return `a enregistré ${quoi} sans rien y changer`;
    const resume = resumer(avant, apres);
    return `a modifié ${quoi}${resume === "" ? "" : ` : ${resume}`}`;
  },
  "part.modifier": ({ objet: section, apres }) => {
    const { champs, ajouts, retraits } = membres(apres);
    const nombres = (
      [
        [champs, "champ", "champs"],
        [ajouts, "ligne ajoutée", "lignes ajoutées"],
        [retraits, "ligne retirée", "lignes retirées"],
      ] as const
    ).flatMap(([n, un, plusieurs]) => (typeof n === "number" && n > 0 ? [accorder(n, un, plusieurs)] : []));
    const quoi = ARTICLES[section ?? ""] ?? "une section";
    return `a rempli la part d’un partenaire dans ${quoi}${nombres.length === 0 ? "" : ` : ${enumerer(nombres)}`}`;
  },
  "dossier.changer_etat": ({ avant, apres }) =>
    `a fait passer le dossier de « ${etatDe(avant) ?? "?"} » à « ${etatDe(apres) ?? "?"} »`,
  "dossier.deposer": ({ objet: version }) => `a déposé le dossier${version ? ` (${version})` : ""}`,
  "version.lire": ({ objet: version }) => `a téléchargé le PDF de la ${version ?? "version déposée"}`,
  "version.lire_donnees": ({ objet: version }) => `a téléchargé les données de la ${version ?? "version déposée"}`,
  "dossier.consulter": ({ objet: version }) =>
    version === null ? "a consulté le dossier" : `a consulté la ${version}`,
  ...Object.fromEntries(
    (
      [
        ["piece.ajouter", "a joint la pièce"],
        ["piece.modifier", "a modifié la pièce"],
        ["piece.retirer", "a retiré la pièce"],
        ["piece.remettre", "a remis la pièce"],
        ["piece.lire", "a téléchargé la pièce"],
      ] as const
    ).map(([action, fait]) => [
      action,
      (e: EntreeLue, noms: Noms) => {
        const nom = e.objet === null ? null : noms.piece(e.objet);
        return nom === null ? motsAction(action).fait : `${fait} « ${nom} »`;
      },
    ]),
  ),
  "equipe.changer_droit": ({ avant, apres }, noms) => {
    const { utilisateurId, droit } = membres(apres);
    const qui = (typeof utilisateurId === "string" ? noms.personne(utilisateurId) : null) ?? "une personne";
    return `a changé le droit de ${qui} dans l’équipe : ${membreDe(membres(avant).droit)} → ${membreDe(droit)}`;
  },
  "equipe.passer_la_main": ({ objet: id }, noms) =>
    `a passé la main à ${(id === null ? null : noms.personne(id)) ?? "une autre personne"}`,
  "equipe.retirer_membre": ({ objet: id }, noms) =>
    `a retiré ${(id === null ? null : noms.personne(id)) ?? "une personne"} de l’équipe`,
  "equipe.inviter": ({ apres }) => {
    const { invitations, droit } = membres(apres);
    const nombre = Array.isArray(invitations) ? invitations.length : 1;
    return `a invité ${accorder(nombre, "personne")} dans l’équipe${droit ? ` : ${membreDe(droit)}` : ""}`;
  },
  "journal.verifier": ({ apres }) => {
    const { entrees, anomalies } = membres(apres);
    const trouvees = typeof anomalies === "number" ? anomalies : 0;
    const suite = trouvees === 0 ? "conforme" : accorder(trouvees, "anomalie");
    return `a vérifié le journal : ${accorder(typeof entrees === "number" ? entrees : 0, "entrée")}, ${suite}`;
  },
};

const MEMBRES: Readonly<Record<string, string>> = {
  lecteur: "lecteur",
  redacteur: "rédacteur",
  responsable: "responsable",
};
const membreDe = (droit: unknown): string =>
  typeof droit === "string" && Object.hasOwn(MEMBRES, droit) ? (MEMBRES[droit] as string) : "sans droit";

/** What follows the person's name. */
export function phraseEntree(entree: EntreeLue, noms: Noms): string {
  const mots = motsAction(entree.action);
  if (entree.issue === "refus") return typographie(`n’a pas été autorisé à ${mots.geste}`);
  return typographie(PHRASES[entree.action]?.(entree, noms) ?? mots.fait);
}

export type Changement = { champ: string; avant: string; apres: string };

/** Numbers and seals that only a machine reads. */
const MUETS =
  /(?:^|\.)(?:invitations|demandeId|habilitationId|partenaireId|sha256|pdfSha256|donneesSha256|typeMime)(?:\.|$)/;
const NOMS_SERVICE: Readonly<Record<string, string>> = {
  etat: "État",
  droit: "Droit dans l’équipe",
  role: "Rôle",
  utilisateurId: "Personne",
  fin: "Dernier jour",
  expireLe: "Expire le",
  retireeLe: "Retirée le",
  retiree: "Retiré",
  relueLe: "Relu le",
  octets: "Taille en octets",
  pdfOctets: "Taille du PDF en octets",
  lignes: "Lignes",
  entrees: "Entrées",
  chaines: "Chaînes",
  jours: "Journées",
  anomalies: "Anomalies",
  sessionsFermees: "Sessions fermées",
  motif: "Motif",
  filtres: "Filtres",
  format: "Format",
  regime: "Régime",
  campus: "Campus",
  sections: "Sections",
  droitsRetires: "Droits retirés",
  invitationsRetirees: "Invitations retirées",
  sessions: "Sessions fermées",
  lues: "Lignes lues",
  crees: "Créées",
  modifies: "Modifiées",
  fermes: "Fermées",
  inchanges: "Inchangées",
  refusees: "Refusées",
  ecartees: "Laissées de côté",
  effetLe: "Appliquée à partir du",
  numero: "Version",
  documents: "Documents",
  regles: "Règles",
  touches: "Dossiers concernés",
  examines: "Examinés",
  retenus: "Retenus",
  restants: "Restants",
  comptes: "Comptes",
  compteCree: "Compte créé",
  courriels: "Courriels",
  demandes: "Demandes d’accès",
  organisations: "Organisations",
  habilitations: "Droits",
  liens: "Liens de connexion",
  equipes: "Équipes",
  dossiers: "Dossiers",
  fichiers: "Fichiers",
  fermees: "Sessions fermées",
  manquants: "Fichiers manquants",
  alteres: "Fichiers altérés",
  genre: "Genre",
  code: "Code",
  debut: "Premier jour",
  jour: "Jour",
  nombre: "Nombre",
  titre: "Titre",
};

function feuilles(valeur: unknown, chemin = "", lues = new Map<string, unknown>()): Map<string, unknown> {
  const o = objet(valeur);
  const simple = Array.isArray(valeur) && valeur.every((v) => objet(v) === null);
  if (o === null || simple || Object.keys(o).length === 0) {
    if (chemin !== "" && valeur !== undefined) lues.set(chemin, valeur);
    return lues;
  }
  for (const [cle, v] of Object.entries(o)) feuilles(v, chemin === "" ? cle : `${chemin}.${cle}`, lues);
  return lues;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/;

function ecrireFeuille(chemin: string, valeur: unknown, noms: Noms): string {
  if (valeur === undefined) return "";
  const dernier = chemin.split(".").at(-1) ?? "";
  if (typeof valeur === "string") {
    if (dernier === "etat") return etatDe({ etat: valeur }) ?? valeur;
    if (dernier === "role" && Object.hasOwn(ROLES, valeur)) return nomRole(valeur);
    if (dernier === "droit" || UUID.test(dernier)) return membreDe(valeur);
    if (UUID.test(valeur)) return noms.personne(valeur) ?? "—";
    if (INSTANT.test(valeur)) return ecrireDate(jourAParis(new Date(valeur)));
  }
  return typographie(valeurLisible(chemin, valeur));
}

/** What changed, one line per field, in the order of the form; `limite`: no more than so many. */
export function changements(
  { avant, apres }: Pick<EntreeLue, "avant" | "apres">,
  noms: Noms,
  limite: number,
): { lignes: Changement[]; reste: number } {
  const [gauche, droite] = [feuilles(avant), feuilles(apres)];
  const chemins = [...new Set([...gauche.keys(), ...droite.keys()])].filter((c) => !MUETS.test(c));
  const lignes = chemins.slice(0, limite).map((chemin) => {
    // A person's number as a key: who, and what they are.
    const personne = UUID.test(chemin) ? (noms.personne(chemin) ?? "Compte effacé") : null;
    return {
      champ: personne ?? NOMS_SERVICE[chemin] ?? nomDuChamp(chemin),
      avant: ecrireFeuille(chemin, gauche.get(chemin), noms),
      apres: ecrireFeuille(chemin, droite.get(chemin), noms),
    };
  });
  return { lignes, reste: chemins.length - lignes.length };
}

/** Accounts named by the entry: to look their names up all at once. */
export function comptesNommes({ avant, apres, objet: vise }: EntreeLue): string[] {
  const trouves = new Set<string>();
  for (const cote of [feuilles(avant), feuilles(apres)])
    for (const [chemin, valeur] of cote) {
      if (UUID.test(chemin)) trouves.add(chemin);
      if (typeof valeur === "string" && UUID.test(valeur)) trouves.add(valeur);
    }
  if (vise !== null && UUID.test(vise)) trouves.add(vise);
  return [...trouves];
}

export const nomSection = (code: string): string => SECTIONS.find((s) => s.code === code)?.nom ?? code;
