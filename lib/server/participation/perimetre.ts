import "server-only";
import { ecrireAdresse, lireAdresse } from "@/lib/domain/edition/adresses";
import { type Changement, cibleDe, comparer, type Ligne } from "@/lib/domain/edition/changements";
import { SECTIONS_EDITABLES } from "@/lib/domain/edition/formes";
import { CHAMPS_DE_PART, estDeLaPart, LIGNES_DE_PART_MAX, type ListeLignes } from "@/lib/domain/participation";
import { sourcesPossibles } from "@/lib/domain/sources-par-nature";
import type { Operation } from "@/lib/schemas/edition";
import type { Tri } from "@/lib/server/edition/ecrire-modifications";
import { contenusDe, type Etat } from "@/lib/server/edition/essayer-lot";
import { adresseEnBase } from "@/lib/server/participation/alias";

/**
 * What one partner may write, judged against the rows as they are in the database, under the lock. What is someone else's and
 * what does not exist get the same words: nothing is learnt by trying.
 */

const HORS_PART = "Vous ne pouvez modifier que la part de votre organisation.";
const PAS_DE_CES_SOURCES =
  "Cette origine n’est pas possible pour votre organisation : choisissez-en une autre, ou écrivez à l’équipe du dossier.";

const LISTES = { "budget/budget": "budget", "financement/financements": "financements" } as const;
export const listeDe = (section: string, liste: string): ListeLignes | null =>
  LISTES[`${section}/${liste}` as keyof typeof LISTES] ?? null;

type Rangees = Readonly<Record<ListeLignes, ReadonlyMap<string, { ligne: Ligne; rang: number }>>>;

const lignesDe = (contenu: unknown, liste: string): readonly Ligne[] =>
  ((contenu as Record<string, unknown>)[liste] ?? []) as readonly Ligne[];
const parCle = (lignes: readonly Ligne[]) => new Map(lignes.map((ligne, rang) => [String(ligne.cle), { ligne, rang }]));

function rangeesDe(etat: Etat): Rangees {
  const contenus = contenusDe(etat);
  return {
    budget: parCle(lignesDe(contenus("budget"), "budget")),
    financements: parCle(lignesDe(contenus("financement"), "financements")),
  };
}

/**
 * Rank in the whole list of a row put at this rank among one's own: right after the one it follows. `deja`: rows that the same
 * batch puts in before it.
 */
function rangEntier(
  rangees: Rangees[ListeLignes],
  liste: ListeLignes,
  partenaire: string,
  rang: number,
  deja: number,
): number {
  const siennes = [...rangees.values()].filter(({ ligne }) => estDeLaPart(liste, ligne, partenaire));
  const suivie = siennes[Math.max(0, Math.min(rang - deja, siennes.length)) - 1];
  return (suivie !== undefined ? suivie.rang + 1 : (siennes[0]?.rang ?? rangees.size)) + deja;
}

/** Which of these edits are this partner's to make, told as the database names the rows. */
export function trierPart(partenaire: string, operations: readonly Operation[], avant: Etat): Tri {
  const rangees = rangeesDe(avant);
  const nature = avant.fichier.partenaires?.find((p) => p.id === partenaire)?.nature;
  const sources = sourcesPossibles(nature);
  const sienne = (liste: ListeLignes, cle: string): boolean => {
    const lue = rangees[liste].get(cle);
    return lue !== undefined && estDeLaPart(liste, lue.ligne, partenaire);
  };
  const nombres = {
    budget: [...rangees.budget.values()].filter(({ ligne }) => estDeLaPart("budget", ligne, partenaire)).length,
    financements: [...rangees.financements.values()].filter(({ ligne }) =>
      estDeLaPart("financements", ligne, partenaire),
    ).length,
  };
  const deja = { budget: 0, financements: 0 };
  const ajoutees = new Set<string>();
  const permises: Operation[] = [];
  const refus: Tri["refus"] = [];

  /** null: this edit may be made. */
  function juger(operation: Operation): { operation: Operation } | { message: string } {
    const cible = cibleDe(operation.adresse);
    const liste = cible?.liste ?? null;
    if (cible === null || liste === null || cible.cle === null) return { message: HORS_PART };
    const { cle, section } = cible;
    if (section === "partenaires" && liste === "partenaires") {
      const champ = cible.genre === "champ" && cible.parts.length === 3 ? cible.parts[2] : undefined;
      const permis = cle === partenaire && CHAMPS_DE_PART.partenaires.some((c) => c === champ);
      return permis && operation.type === "champ" ? { operation } : { message: HORS_PART };
    }
    const nom = listeDe(section, liste);
    if (nom === null) return { message: HORS_PART };
    const enBase = adresseEnBase(operation.adresse, partenaire, (k) => {
      const lue = rangees[nom].get(k);
      return lue === undefined ? "libre" : estDeLaPart(nom, lue.ligne, partenaire) ? "sienne" : "autre";
    });
    if (enBase === null) return { message: HORS_PART };
    const cleEnBase = lireAdresse(enBase)?.parts[1] as string;
    if (cible.genre === "champ") {
      const [, , champ, ...reste] = cible.parts;
      const permis = reste.length === 0 && CHAMPS_DE_PART[nom].some((c) => c === champ);
      const aSoi = sienne(nom, cleEnBase) || ajoutees.has(`${nom}/${cleEnBase}`);
      if (permis && aSoi && operation.type === "champ") return { operation: { ...operation, adresse: enBase } };
      return { message: HORS_PART };
    }
    if (operation.type === "retrait")
      return sienne(nom, cleEnBase) ? { operation: { ...operation, adresse: enBase } } : { message: HORS_PART };
    if (operation.type !== "ajout" || !estDeLaPart(nom, operation.valeur, partenaire)) return { message: HORS_PART };
    const presente = rangees[nom].get(cleEnBase);
    if (nom === "financements" && presente?.ligne.source !== operation.valeur.source)
      if (!sources.some((s) => s === operation.valeur.source)) return { message: PAS_DE_CES_SOURCES };
    if (presente === undefined) {
      if (nombres[nom] >= LIGNES_DE_PART_MAX[nom])
        return {
          message: `Au plus ${LIGNES_DE_PART_MAX[nom]} lignes pour un partenaire : regroupez-en quelques-unes.`,
        };
      nombres[nom] += 1;
    }
    const rang = rangEntier(rangees[nom], nom, partenaire, operation.rang, deja[nom]);
    if (presente === undefined) deja[nom] += 1;
    ajoutees.add(`${nom}/${cleEnBase}`);
    return { operation: { ...operation, adresse: enBase, rang } };
  }

  for (const operation of operations) {
    const jugee = juger(operation);
    if ("operation" in jugee) permises.push(jugee.operation);
    else refus.push({ operation, message: jugee.message });
  }
  return { permises, refus };
}

/** Whether this change keeps to the partner's part, on the row before and on the row after. */
function estPermis(c: Changement, partenaire: string, avant: Rangees, apres: Rangees): boolean {
  const cible = cibleDe(c.adresse);
  if (cible === null || cible.liste === null || cible.cle === null) return false;
  const { section, liste, cle } = cible;
  const champ = cible.genre === "champ" ? cible.parts[2] : undefined;
  if (section === "partenaires" && liste === "partenaires")
    return c.type === "champ" && cle === partenaire && CHAMPS_DE_PART.partenaires.some((p) => p === champ);
  const nom = listeDe(section, liste);
  if (nom === null) return false;
  for (const rangees of [avant, apres]) {
    const lue = rangees[nom].get(cle);
    if (lue !== undefined && !estDeLaPart(nom, lue.ligne, partenaire)) return false;
  }
  // A row put in over one's own may change where its money comes from, among what was allowed.
  return c.type !== "champ" || champ === "source" || CHAMPS_DE_PART[nom].some((p) => p === champ);
}

/**
 * Last guard, on the dossier as it is about to be written: whatever let an edit through, nothing outside of the part may change.
 * Throws: a defect of ours, and nothing is written.
 */
export function exigerPart(partenaire: string, avant: Etat, apres: Etat): void {
  const [rangeesAvant, rangeesApres] = [rangeesDe(avant), rangeesDe(apres)];
  const [contenusAvant, contenusApres] = [contenusDe(avant), contenusDe(apres)];
  for (const section of SECTIONS_EDITABLES)
    for (const c of comparer(section, contenusAvant(section), contenusApres(section)))
      if (!estPermis(c, partenaire, rangeesAvant, rangeesApres))
        throw new Error(`Hors de la part de ce partenaire : ${ecrireAdresse(section)}`);
  for (const nom of ["budget", "financements"] as const) {
    const autres = (rangees: Rangees) =>
      [...rangees[nom]].filter(([, r]) => !estDeLaPart(nom, r.ligne, partenaire)).map(([cle]) => cle);
    if (autres(rangeesAvant).join() !== autres(rangeesApres).join())
      throw new Error(`Hors de la part de ce partenaire : ordre de ${nom}`);
  }
}
