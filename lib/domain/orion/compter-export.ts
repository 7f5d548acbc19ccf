/** What an export transforms by each method, row after row, without keeping the rows (formats.md, command `taux`). */

import { CHAMPS_MESURE, type Decompte, decompte, type Mesures, mesurer, SANS_MESURE } from "../carte/mesures";
import {
  CODES_METHODE,
  type Methode,
  STATUT_VALIDE,
  STATUTS_ECARTES,
  TYPES_DEMANDE,
  TYPES_ECARTES,
} from "../carte/methodes";
import { capacites } from "../carte/places-demande";
import { typographie } from "../ecriture";
import type { ColonnesLues } from "./colonnes";
import type { DemandeLue, RemarqueLigne } from "./demande";
import { lireDemande, lireNumero } from "./lire-demande";

/** `tous`: planned; `valides`: validated demands only. */
export const ETATS = ["tous", "valides"] as const;
export type Etat = (typeof ETATS)[number];

export type Ecartee = { ligne: number; motif: string };
export type BilanExport = {
  lignes: number;
  retenues: number;
  ecartees: Ecartee[];
  decomptes: Record<Methode, Decompte>;
  avertissements: number;
};

export type Compteur = {
  prendre: (ligne: number, cellules: readonly string[]) => void;
  bilan: () => BilanExport;
};

type Sort = { ligne: number } & ({ mesures: Mesures } | { motif: string });

export function compteur(lues: ColonnesLues, etat: Etat): Compteur {
  const ecartees: Ecartee[] = [];
  const derniers = new Map<string, Sort>();
  const placeNumero = lues.places.get("numero");
  let lignes = 0;
  let avertissements = 0;
  const ecarter = (ligne: number, motif: string): void => void ecartees.push({ ligne, motif: typographie(motif) });

  return {
    prendre(ligne, cellules) {
      lignes += 1;
      const lecture = lireDemande(ligne, cellules, lues);
      if (lecture.ok) avertissements += lecture.avertissements.length;
      const sort: Sort = lecture.ok
        ? juger(ligne, lecture.demande, etat)
        : { ligne, motif: ecrireRefus(lecture.refus) };
      // Before anything else: a demand that a later row refuses, or spoils, is no longer what the first row said.
      const numero = placeNumero === undefined ? "" : (cellules[placeNumero] ?? "").trim();
      // Empty, or no number at all: nothing can repeat it.
      if (lireNumero(numero) === undefined) {
        if ("motif" in sort) ecarter(ligne, sort.motif);
        return;
      }
      const deja = derniers.get(numero);
      if (deja !== undefined)
        ecarter(deja.ligne, `Demande ${numero} répétée à la ligne ${ligne} : la dernière ligne l’emporte.`);
      derniers.set(numero, sort);
    },
    bilan() {
      const somme = { ...SANS_MESURE };
      let retenues = 0;
      const toutes = [...ecartees];
      for (const sort of derniers.values()) {
        if ("motif" in sort) toutes.push({ ligne: sort.ligne, motif: typographie(sort.motif) });
        else {
          retenues += 1;
          for (const champ of CHAMPS_MESURE) somme[champ] += sort.mesures[champ];
        }
      }
      return {
        lignes,
        retenues,
        ecartees: toutes.sort((a, b) => a.ligne - b.ligne),
        decomptes: Object.fromEntries(CODES_METHODE.map((m) => [m, decompte(m, somme)])) as Record<Methode, Decompte>,
        avertissements,
      };
    },
  };
}

function juger(ligne: number, d: DemandeLue, etat: Etat): Sort {
  if ((TYPES_ECARTES as readonly string[]).includes(d.type))
    return { ligne, motif: `Type « ${TYPES_DEMANDE[d.type]} » : il n’entre dans aucun taux.` };
  if ((STATUTS_ECARTES as readonly string[]).includes(d.statut))
    return { ligne, motif: `Statut « ${d.statut} » : il n’entre dans aucun taux.` };
  if (etat === "valides" && d.statut !== STATUT_VALIDE)
    return { ligne, motif: `Statut « ${d.statut} » : seules les demandes validées sont comptées.` };
  return { ligne, mesures: mesurer(d.type, capacites(d)) };
}

const ecrireRefus = (refus: readonly RemarqueLigne[]): string =>
  refus
    .map(({ colonne, motif, valeur }) => `Colonne « ${colonne} »${valeur === "" ? "" : ` (${valeur})`} : ${motif}`)
    .join(" ");
