/** Places planned by a demo dossier: new and coloured places in lots of one class, over its lycées and formations. */
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { niveauDeCfd } from "@/lib/server/reference";
import { uaiExemple } from "./consortium";
import { type Fiche, lireTextesFilieres } from "./fiche";

type Transformation = NonNullable<DossierFichier["transformations"]>[number];

const CLASSE = 24;
const AUCUNE: [number, number] = [0, 0];

/** 60 places in classes of 24: 24, 24, 12. */
const lots = (places: number): number[] =>
  Array.from({ length: Math.ceil(places / CLASSE) }, (_, i) => Math.min(CLASSE, places - i * CLASSE));

/** Rentrées (1 September) that lie within the project. */
function rentrees(f: Fiche): number[] {
  const premiere = Number(f.debut.slice(0, 4)) + (f.debut.slice(5) > "09-01" ? 1 : 0);
  const duree = Math.max(1, Math.ceil(f.dureeMois / 12));
  return Array.from({ length: duree }, (_, i) => premiere + i);
}

export const formationsDe = (f: Fiche): string[] =>
  f.formations ?? [...new Set(f.filieres.flatMap((code) => lireTextesFilieres()[code].formations.slice(0, 4)))];

export function transformations(f: Fiche): Transformation[] {
  const formations = formationsDe(f);
  const annees = rentrees(f);
  const coloration = lireTextesFilieres()[f.filieres[0] as Fiche["filieres"][number]].coloration;
  const commun = (rang: number) => {
    const cfd = formations[rang % formations.length] as string;
    const tour = Math.floor(rang / formations.length);
    // Each pair of formation and lycée comes once before any comes again, a rentrée later: no place is counted twice.
    const rentree = annees[(rang + Math.floor(tour / f.lycees)) % annees.length] as number;
    return { uai: uaiExemple(f.departement, (tour % f.lycees) + 1), cfd, niveau: niveauDeCfd(cfd), rentree };
  };
  const nouvelles = lots(f.places.nouvelles).map((n, i): Transformation => {
    const augmentation = i % 3 === 1;
    const places: [number, number] = augmentation ? [12, 12 + n] : [0, n];
    const apprentissage = i % 3 === 2;
    return {
      ...commun(i),
      type: augmentation ? "augmentation_nette" : "ouverture_nette",
      scolaire: apprentissage ? AUCUNE : places,
      scolaireColoree: AUCUNE,
      apprentissage: apprentissage ? places : AUCUNE,
      apprentissageColoree: AUCUNE,
    };
  });
  const colorees = lots(f.places.colorees).map((n, i): Transformation => {
    const { uai, cfd, niveau, rentree } = commun(nouvelles.length + i);
    return {
      uai,
      cfd,
      niveau,
      libelleColoration: coloration,
      rentree,
      type: "coloration",
      scolaire: [CLASSE, CLASSE],
      scolaireColoree: [0, n],
      apprentissage: AUCUNE,
      apprentissageColoree: AUCUNE,
    };
  });
  return [...nouvelles, ...colorees];
}
