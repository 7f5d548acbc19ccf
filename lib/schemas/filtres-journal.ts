/** What the address of a history, or of the service's journal, asks for. Whatever is not understood is left out. */
import { estDate } from "@/lib/domain/dates";
import { FAMILLES, type Famille } from "@/lib/domain/journal-actions";
import { SECTIONS } from "@/lib/domain/sections";
import { estIdentifiant } from "./demandes";

export type FiltresJournal = {
  personne?: string;
  famille?: Famille;
  section?: string;
  issue?: "ok" | "refus";
  du?: string;
  au?: string;
  /** Rank: what comes before (older), or after (newer) it. */
  avant?: number;
  apres?: number;
};

type Parametres = Record<string, string | string[] | undefined>;

const rang = (texte: string | undefined): number | undefined =>
  texte !== undefined && /^\d{1,9}$/.test(texte) ? Number(texte) : undefined;

export function lireFiltresJournal(parametres: Parametres): FiltresJournal {
  const un = (nom: string): string | undefined => {
    const valeur = parametres[nom];
    return typeof valeur === "string" && valeur !== "" ? valeur : undefined;
  };
  const [personne, famille, section, issue] = [un("personne"), un("famille"), un("section"), un("issue")];
  const [du, au] = [un("du"), un("au")];
  const [avant, apres] = [rang(un("avant")), rang(un("apres"))];
  return {
    ...(personne && estIdentifiant(personne) && { personne }),
    ...(famille && Object.hasOwn(FAMILLES, famille) && { famille: famille as Famille }),
    ...(section && SECTIONS.some((s) => s.code === section) && { section }),
    ...((issue === "ok" || issue === "refus") && { issue }),
    ...(du && estDate(du) && { du }),
    ...(au && estDate(au) && { au }),
    ...(avant !== undefined && { avant }),
    ...(avant === undefined && apres !== undefined && { apres }),
  };
}

/** The same filters as the end of an address; `change`: what to set, or to leave out with undefined. */
export function adresseJournal(
  chemin: string,
  filtres: FiltresJournal,
  change: Partial<Record<keyof FiltresJournal, string | number | undefined>> = {},
): string {
  const mots = new URLSearchParams();
  for (const [nom, valeur] of Object.entries({ ...filtres, ...change }))
    if (valeur !== undefined) mots.set(nom, String(valeur));
  const suite = mots.toString();
  return suite === "" ? chemin : `${chemin}?${suite}`;
}
