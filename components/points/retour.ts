/** Returning to a save point: what it would change, section by section, doing it, and taking it back. */
import type { Magasin } from "@/components/dossier/magasin";
import type { Phase } from "@/components/dossier/magasin/types";
import { touche } from "@/components/dossier/magasin/valeurs";
import { nomDeSection } from "@/components/dossier/nom-adresse";
import { accorder } from "@/lib/domain/ecriture";
import type { Adresse } from "@/lib/domain/edition/adresses";
import { appliquer, type Changement, comparer, memeValeur } from "@/lib/domain/edition/changements";
import { contenuDeSection, SECTIONS_SAISIE } from "@/lib/schemas/contenus";
import { type ContenuPoint, NOM_POINT_MAX } from "@/lib/schemas/points";
import type { ContenuSection, SectionSaisie } from "@/lib/schemas/sections";

export type SectionARendre = {
  section: SectionSaisie;
  nom: string;
  /** As it is now, and as the point holds it. */
  avant: unknown;
  apres: ContenuSection<SectionSaisie>;
  changements: Changement[];
};

/** `present`: the content of a section as the page holds it. Sections that are already as the point has them are left out. */
export const sectionsARendre = (
  point: Pick<ContenuPoint, "fichier" | "cles">,
  present: (section: SectionSaisie) => unknown,
): SectionARendre[] =>
  SECTIONS_SAISIE.flatMap((section) => {
    const apres = contenuDeSection(point.fichier, section, point.cles);
    const avant = present(section);
    const changements = comparer(section, avant, apres);
    return changements.length === 0 ? [] : [{ section, nom: nomDeSection(section), avant, apres, changements }];
  });

/** Name of the point made by itself before a return. */
export function nomAvantRetour(nom: string): string {
  const texte = `Avant le retour à « ${nom} »`;
  return texte.length <= NOM_POINT_MAX ? texte : `${texte.slice(0, NOM_POINT_MAX - 3).trimEnd()}… »`;
}

/** What stood there when the list was read. */
const avantDe = (c: Changement): unknown => (c.type === "ajout" ? undefined : c.avant);

/**
 * Of the changes that the person read, those that can still be made as they were told; `laissees`: fields that someone wrote
 * meanwhile. What is already as in the point is in neither. `presents`: what differs now.
 */
export function encoreVrais(
  lus: readonly Changement[],
  presents: readonly Changement[],
): { aFaire: Changement[]; laissees: Adresse[] } {
  const vrai = (c: Changement) =>
    presents.some((p) => p.adresse === c.adresse && p.type === c.type && memeValeur(avantDe(p), avantDe(c)));
  return {
    aFaire: lus.filter(vrai),
    laissees: lus.filter((c) => !vrai(c) && presents.some((p) => touche(p.adresse, c.adresse))).map((c) => c.adresse),
  };
}

type Geste = NonNullable<ReturnType<Magasin["remplacer"]>>;
export type RetourFait = { gestes: Geste[]; laissees: Adresse[] };

/** Makes the changes that were read, and no other: one gesture of the store for each section. */
export function remettre(magasin: Pick<Magasin, "lire" | "remplacer">, lues: readonly SectionARendre[]): RetourFait {
  const gestes: Geste[] = [];
  const laissees: Adresse[] = [];
  for (const { section, apres, changements } of lues) {
    const present = magasin.lire(section).contenu;
    const vus = encoreVrais(changements, comparer(section, present, apres));
    laissees.push(...vus.laissees);
    if (vus.aFaire.length === 0) continue;
    const geste = magasin.remplacer(section, appliquer(section, present, vus.aFaire) as typeof apres);
    if (geste) gestes.push(geste);
  }
  return { gestes, laissees };
}

/** Takes these gestures back, and nothing else. `refusees`: changed since, left as they are; `perdus`: gestures that are no more. */
export function annulerRetour(
  magasin: Pick<Magasin, "annulerGeste">,
  gestes: readonly Geste[],
): { refusees: Adresse[]; perdus: number } {
  const retours = [...gestes].reverse().map((g) => magasin.annulerGeste(g));
  return {
    refusees: retours.flatMap((r) => r?.refusees ?? []),
    perdus: retours.filter((r) => r === null).length,
  };
}

/** Sends what is typed, batch after batch, as long as some of it goes. How many edits the server still does not have. */
export async function toutEnvoyer(magasin: Pick<Magasin, "enAttente" | "envoyerTout">): Promise<number> {
  for (let reste = magasin.enAttente(); reste > 0; ) {
    await magasin.envoyerTout();
    const suite = magasin.enAttente();
    if (suite >= reste) return suite;
    reste = suite;
  }
  return 0;
}

/** Why the edits of each section that has some are not saved: « Budget : 2 champs à trancher ». */
export const nonEnregistre = (magasin: Pick<Magasin, "lire" | "nonEnregistrees">): string[] =>
  magasin.nonEnregistrees().map((section) => `${nomDeSection(section)} : ${raison(magasin.lire(section).phase)}`);

function raison(phase: Phase): string {
  switch (phase.type) {
    case "conflit":
      return accorder(
        phase.nombre,
        "champ écrit aussi par quelqu’un d’autre, à trancher",
        "champs écrits aussi par quelqu’un d’autre, à trancher",
      );
    case "invalide":
      return accorder(phase.nombre, "valeur à corriger", "valeurs à corriger");
    case "injoignable":
      return phase.horsConnexion ? "la connexion est coupée" : "le service ne répond pas";
    case "session":
      return "votre session est terminée";
    case "refusee":
      return phase.message.replace(/\.$/, "");
    default:
      return "l’enregistrement n’est pas terminé";
  }
}
