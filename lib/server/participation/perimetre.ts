import "server-only";
import { ecrireAdresse } from "@/lib/domain/edition/adresses";
import { type Changement, cibleDe, comparer, type Ligne } from "@/lib/domain/edition/changements";
import { SECTIONS_EDITABLES } from "@/lib/domain/edition/formes";
import { CHAMPS_DE_PART, estDeLaPart, LIGNES_DE_PART_MAX, type ListeLignes } from "@/lib/domain/participation";
import { sourcesPossibles } from "@/lib/domain/sources-par-nature";
import type { Operation } from "@/lib/schemas/edition";
import type { Tri } from "@/lib/server/edition/ecrire-modifications";
import { contenusDe, type Etat } from "@/lib/server/edition/essayer-lot";
import { avecCle, cleLibre, estNomDePage, nomsDeLaPart } from "@/lib/server/participation/alias";

/**
 * What one partner may write, judged against the rows as they are in the database, under the lock. What is someone else's and
 * what does not exist get the same words: nothing is learnt by trying.
 */

const HORS_PART = "Vous ne pouvez modifier que la part de votre organisation.";
/** No page of ours gives such a name to a new row; taken or free, the same words. */
const NOM_IMPOSSIBLE = "Cette ligne ne peut pas être remise telle quelle : ajoutez-la de nouveau.";
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
function rangEntier(siennes: readonly { rang: number }[], entiere: number, rang: number, deja: number): number {
  const suivie = siennes[Math.max(0, Math.min(rang - deja, siennes.length)) - 1];
  return (suivie !== undefined ? suivie.rang + 1 : (siennes[0]?.rang ?? entiere)) + deja;
}

/** One list as this partner's page knows it: its own rows, by the names that it gives them. */
function ouvrirListe(liste: ListeLignes, rangees: Rangees[ListeLignes], partenaire: string) {
  const siennes = [...rangees].filter(([, { ligne }]) => estDeLaPart(liste, ligne, partenaire));
  const noms = nomsDeLaPart(
    siennes.map(([cle]) => cle),
    partenaire,
  );
  const parNom = new Map([...noms].map(([cle, nom]) => [nom, cle]));
  let nombre = siennes.length;
  let deja = 0;
  return {
    /** Key in the database of a row of this partner's, or of one put in before by the same batch; undefined: it has none so named. */
    cle: (nom: string): string | undefined => parNom.get(nom),
    ligne: (cle: string): Ligne | undefined => rangees.get(cle)?.ligne,
    pleine: (): boolean => nombre >= LIGNES_DE_PART_MAX[liste],
    ajouter(nom: string): string {
      const cle = cleLibre(nom, partenaire, (k) => rangees.has(k));
      parNom.set(nom, cle);
      nombre += 1;
      return cle;
    },
    rang(rang: number, neuve: boolean): number {
      const entier = rangEntier(
        siennes.map(([, rangee]) => rangee),
        rangees.size,
        rang,
        deja,
      );
      if (neuve) deja += 1;
      return entier;
    },
  };
}

/** Which of these edits are this partner's to make, told as the database names the rows. */
export function trierPart(partenaire: string, operations: readonly Operation[], avant: Etat): Tri {
  const rangees = rangeesDe(avant);
  const nature = avant.fichier.partenaires?.find((p) => p.id === partenaire)?.nature;
  const sources = sourcesPossibles(nature);
  const listes = {
    budget: ouvrirListe("budget", rangees.budget, partenaire),
    financements: ouvrirListe("financements", rangees.financements, partenaire),
  };
  const permises: Operation[] = [];
  const refus: Tri["refus"] = [];

  function juger(operation: Operation): { operation: Operation } | { message: string } {
    const cible = cibleDe(operation.adresse);
    if (cible === null || cible.liste === null || cible.cle === null) return { message: HORS_PART };
    const { cle: nomDeLigne, section } = cible;
    if (section === "partenaires" && cible.liste === "partenaires") {
      const champ = cible.genre === "champ" && cible.parts.length === 3 ? cible.parts[2] : undefined;
      const permis = nomDeLigne === partenaire && CHAMPS_DE_PART.partenaires.some((c) => c === champ);
      return permis && operation.type === "champ" ? { operation } : { message: HORS_PART };
    }
    const nom = listeDe(section, cible.liste);
    if (nom === null) return { message: HORS_PART };
    const liste = listes[nom];
    // One's own or nothing: a name that is someone else's row and one that is nobody's are the same from here on.
    const presente = liste.cle(nomDeLigne);
    const enBase = (cle: string) => ({ adresse: avecCle(operation.adresse, cle) });
    if (cible.genre === "champ") {
      const [, , champ, ...reste] = cible.parts;
      const permis = reste.length === 0 && CHAMPS_DE_PART[nom].some((c) => c === champ);
      if (!permis || presente === undefined || operation.type !== "champ") return { message: HORS_PART };
      return { operation: { ...operation, ...enBase(presente) } };
    }
    if (operation.type === "retrait")
      return presente === undefined || liste.ligne(presente) === undefined
        ? { message: HORS_PART }
        : { operation: { ...operation, ...enBase(presente) } };
    if (operation.type !== "ajout" || !estDeLaPart(nom, operation.valeur, partenaire)) return { message: HORS_PART };
    if (presente === undefined && !estNomDePage(nomDeLigne)) return { message: NOM_IMPOSSIBLE };
    const remplacee = presente === undefined ? undefined : liste.ligne(presente);
    if (nom === "financements" && remplacee?.source !== operation.valeur.source)
      if (!sources.some((s) => s === operation.valeur.source)) return { message: PAS_DE_CES_SOURCES };
    if (presente === undefined && liste.pleine())
      return { message: `Au plus ${LIGNES_DE_PART_MAX[nom]} lignes pour un partenaire : regroupez-en quelques-unes.` };
    const rang = liste.rang(operation.rang, presente === undefined);
    return { operation: { ...operation, ...enBase(presente ?? liste.ajouter(nomDeLigne)), rang } };
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
