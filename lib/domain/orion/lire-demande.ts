/** One row of an export as a demand, or every reason why it is none. */
import { PLACES_CONSTAT_MAX } from "../carte/constat";
import { STATUTS_ECARTES } from "../carte/methodes";
import { ecrireNombre, enumerer } from "../ecriture";
import { defautCfd, defautUai } from "../identifiants";
import { avertir } from "./avertir";
import { type ChampRequis, enteteDe, PERSONNELS } from "./champs";
import type { ColonnesLues } from "./colonnes";
import type { DemandeLue, RemarqueLigne } from "./demande";
import { lireInstant } from "./instants";
import { CELLULES_PLACES, lirePlaces } from "./places";
import { situer } from "./situer";
import {
  lireBooleen,
  lireEntier,
  lireListe,
  lireMontant,
  lireQuadrant,
  lireSecteur,
  lireStatut,
  lireTaux,
  lireType,
} from "./valeurs";

export type LectureDemande =
  | { ok: true; demande: DemandeLue; avertissements: RemarqueLigne[] }
  /** `inachevee`: of a status that counts in no rate, it is set aside with this remark instead of stopping its file. */
  | { ok: false; refus: RemarqueLigne[]; inachevee: RemarqueLigne | null };

/** Longest value told back in a remark. */
const VALEUR_MAX = 120;

export function lireDemande(ligne: number, cellules: readonly string[], lues: ColonnesLues): LectureDemande {
  const refus: RemarqueLigne[] = [];
  const avertissements: RemarqueLigne[] = [];
  const cellule = (champ: string): string => {
    const place = lues.places.get(champ);
    return place === undefined ? "" : (cellules[place] ?? "").trim();
  };
  const remarque = (champ: string, motif: string): RemarqueLigne => {
    const place = lues.places.get(champ);
    const colonne = place === undefined ? enteteDe(champ) : (lues.entetes[place] ?? "");
    return { ligne, colonne, motif, valeur: cellule(champ).slice(0, VALEUR_MAX) };
  };
  const refuser = (champ: ChampRequis, motif: string): undefined => {
    refus.push(remarque(champ, motif));
    return undefined;
  };
  const prevenir = (champ: string, motif: string): void => void avertissements.push(remarque(champ, motif));

  /** A cell that a rate needs: its reading, or a refusal. */
  const requise = <T>(champ: ChampRequis, lire: (texte: string) => T | undefined, faute: string): T | undefined => {
    const texte = cellule(champ);
    if (texte === "") return refuser(champ, "Cette cellule est vide.");
    return lire(texte) ?? refuser(champ, faute);
  };
  /** Any other cell: what does not read is left out and told. */
  const facultative = <T>(champ: string, lire: (texte: string) => T | undefined, faute: string): T | null => {
    const texte = cellule(champ);
    if (texte === "" || texte === "-") return null;
    const lu = lire(texte);
    if (lu === undefined) prevenir(champ, `${faute} : cette valeur est laissée de côté.`);
    return lu ?? null;
  };
  const texte = (champ: string): string | null => cellule(champ) || null;

  const numero = requise(
    "numero",
    lireNumero,
    "Un numéro de demande a 60 caractères au plus : lettres sans accent, chiffres, points, tirets et barres obliques.",
  );
  const uai = requise("uai", lireUai, "Un UAI s’écrit avec 7 chiffres puis une lettre, par exemple 0951099D.");
  const cfd = requise("cfd", lireCfd, "Un code formation diplôme (CFD) a 8 caractères, par exemple 40025519.");
  const rentree = requise("rentree", lireRentree, "La rentrée s’écrit avec son année, par exemple 2026.");
  const type = requise(
    "type",
    lireType,
    "Ce type de demande n’est pas connu : ouverture, augmentation, fermeture, diminution, transfert, coloration ou ajustement.",
  );
  const statut = requise("statut", lireStatut, "Ce statut n’est pas connu d’Orion.");
  // A draft transforms nothing and is often unfinished: its empty capacities are no fault.
  const horsTaux = statut !== undefined && (STATUTS_ECARTES as readonly string[]).includes(statut);
  const { places, vides } = lirePlaces((champ) => {
    if (lues.nulles.has(champ)) return 0;
    const brut = cellule(champ);
    if (brut === "")
      return horsTaux || lues.facultatives.has(champ)
        ? null
        : refuser(champ, "Cette cellule est vide : écrivez 0 s’il n’y a pas de place.");
    const lu = lireEntier(brut);
    if (lu === undefined) return refuser(champ, "Un nombre de places est un entier positif ou nul.");
    if (lu > PLACES_CONSTAT_MAX)
      return refuser(champ, `Un nombre de places ne dépasse pas ${ecrireNombre(PLACES_CONSTAT_MAX)}.`);
    return lu;
  });

  if (
    refus.length > 0 ||
    numero === undefined ||
    uai === undefined ||
    cfd === undefined ||
    rentree === undefined ||
    type === undefined ||
    statut === undefined ||
    places === undefined
  )
    return { ok: false, refus, inachevee: horsTaux ? inachevee(statut, refus) : null };

  if (vides.length > 0)
    prevenir(vides[0] as string, `${enumerer(vides.map((c) => `« ${CELLULES_PLACES[c]} »`))} : vide, lu comme 0.`);
  const defaut = defautUai(uai);
  if (defaut !== null) prevenir("uai", defaut);
  if (defautCfd(cfd) !== null) prevenir("cfd", "Ce code n’a pas la forme d’un code formation diplôme (CFD).");

  const demande: DemandeLue = {
    numero,
    uai,
    etablissement: texte("etablissement"),
    commune: texte("commune"),
    secteur: facultative("secteur", lireSecteur, "Ce secteur n’est pas connu"),
    ...situer(
      uai,
      { region: cellule("regionAcademique"), academie: cellule("academie"), departement: cellule("departement") },
      prevenir,
    ),
    cfd,
    formation: texte("formation"),
    dispositif: texte("dispositif"),
    diplome: texte("diplome"),
    nsf: texte("nsf"),
    rentree,
    type,
    statut,
    motifs: lireListe(cellule("motifs")),
    coloration: texte("coloration"),
    filiereCmq: texte("filiereCmq"),
    nomCmq: texte("nomCmq"),
    amiCma: facultative("amiCma", lireBooleen, "Oui ou non attendu"),
    amiCmaValide: facultative("amiCmaValide", lireBooleen, "Oui ou non attendu"),
    amiCmaEnCours: facultative("amiCmaEnCours", lireBooleen, "Oui ou non attendu"),
    amiCmaAnnee: texte("amiCmaAnnee"),
    ...places,
    quadrant: facultative("quadrant", (t) => lireQuadrant(t) ?? undefined, "Ce quadrant n’est pas connu"),
    millesime: texte("millesime"),
    emploi: facultative("emploi", (t) => lireTaux(t, true), "Ce taux ne se lit pas"),
    poursuite: facultative("poursuite", (t) => lireTaux(t, true), "Ce taux ne se lit pas"),
    devenir: facultative("devenir", (t) => lireTaux(t, true), "Ce taux ne se lit pas"),
    pression: facultative("pression", (t) => lireTaux(t, false), "Ce taux ne se lit pas"),
    coutTravaux: facultative("coutTravaux", lireMontant, "Ce montant ne se lit pas"),
    coutEquipement: facultative("coutEquipement", lireMontant, "Ce montant ne se lit pas"),
    creeeLe: facultative("creeeLe", lireInstant, "Cette date ne se lit pas"),
    modifieeLe: facultative("modifieeLe", lireInstant, "Cette date ne se lit pas"),
    autres: autres(lues, cellules),
  };
  avertir(demande, cellule, prevenir);
  return { ok: true, demande, avertissements };
}

/** An unfinished draft, or a demand given up before it was whole: nothing that a rate counts is lost with it. */
function inachevee(statut: string, refus: readonly RemarqueLigne[]): RemarqueLigne {
  const colonnes = [...new Set(refus.map((r) => `« ${r.colonne} »`))];
  const premier = refus[0] as RemarqueLigne;
  return {
    ...premier,
    motif: `Demande au statut « ${statut} », inachevée : ${enumerer(colonnes)} ${colonnes.length > 1 ? "sont vides ou ne se lisent" : "est vide ou ne se lit"} pas. Elle n’entre dans aucun taux.`,
  };
}

/** It is part of addresses, which read « .. » otherwise. */
export const lireNumero = (texte: string): string | undefined =>
  /^(?!\.)[\w./-]{1,60}$/.test(texte) ? texte : undefined;

const lireUai = (texte: string): string | undefined => {
  const uai = texte.toUpperCase();
  return /^\d{7}[A-Z]$/.test(uai) ? uai : undefined;
};

/** A spreadsheet that took the code for a number dropped its first zero. */
const lireCfd = (texte: string): string | undefined => {
  const cfd = texte.toUpperCase();
  if (/^\d{7}$/.test(cfd)) return `0${cfd}`;
  return /^[A-Z0-9]{8}$/.test(cfd) ? cfd : undefined;
};

const lireRentree = (texte: string): number | undefined => {
  const annee = lireEntier(texte);
  return annee !== undefined && annee >= 2000 && annee <= 2100 ? annee : undefined;
};

/** Fields of DemandeLue have their own place; the others are kept as read, without the empty ones nor who wrote or follows the demand. */
function autres({ colonnes, places }: ColonnesLues, cellules: readonly string[]): Record<string, string> {
  const gardes: Record<string, string> = {};
  for (const { champ } of colonnes.reconnues) {
    if (PROPRES.has(champ) || PERSONNELS.has(champ)) continue;
    const valeur = cellules[places.get(champ) as number]?.trim();
    if (valeur) gardes[champ] = valeur;
  }
  return gardes;
}

const PROPRES: ReadonlySet<string> = new Set<keyof DemandeLue>([
  "numero",
  "uai",
  "etablissement",
  "commune",
  "secteur",
  "regionAcademique",
  "academie",
  "departement",
  "cfd",
  "formation",
  "dispositif",
  "diplome",
  "nsf",
  "rentree",
  "type",
  "statut",
  "motifs",
  "coloration",
  "filiereCmq",
  "nomCmq",
  "amiCma",
  "amiCmaValide",
  "amiCmaEnCours",
  "amiCmaAnnee",
  "scolaireActuelle",
  "scolaireFuture",
  "scolaireColoreeActuelle",
  "scolaireColoreeFuture",
  "apprentissageActuelle",
  "apprentissageFuture",
  "apprentissageColoreeActuelle",
  "apprentissageColoreeFuture",
  "quadrant",
  "millesime",
  "emploi",
  "poursuite",
  "devenir",
  "pression",
  "coutTravaux",
  "coutEquipement",
  "creeeLe",
  "modifieeLe",
]);
