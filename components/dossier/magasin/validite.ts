/**
 * A field that does not parse holds back itself only: its last right value stands in its place, and everything else is
 * read. A row that cannot be right at all waits alone. Pure.
 */
import { type Adresse, ecrireAdresse } from "@/lib/domain/edition/adresses";
import { adresseDeChemin, cheminDAdresse, cibleDe, ligneDe, lireA } from "@/lib/domain/edition/changements";
import type { SectionSaisie } from "@/lib/schemas/sections";
import type { JugeSaisie } from "../charger-juge";
import { lireChemin, poserChemin, poserLigne, rangDe, retirerLigne } from "./valeurs";

/** A right value put back may make another one wrong; beyond, the whole section waits. */
const TOURS_MAX = 6;

export type Jugement = {
  contenu: unknown;
  fautes: Record<string, string>;
  /** Fields and rows that are held back. */
  fautives: ReadonlySet<Adresse>;
};

/** `valide`: the last content that parsed. */
export function jugerSaisie(juge: JugeSaisie, section: SectionSaisie, saisie: unknown, valide: unknown): Jugement {
  const lu = juge.lireSaisie(section, saisie as never);
  if (!("fautes" in lu)) return { contenu: lu.contenu, fautes: {}, fautives: new Set() };
  const fautives = new Set<Adresse>();
  let essai: unknown = saisie;
  let { fautes } = lu as { fautes: Record<string, string> };
  for (let tour = 0; tour < TOURS_MAX; tour++) {
    for (const { adresse, suite } of remplacements(section, essai, valide, Object.keys(fautes), fautives)) {
      fautives.add(adresse);
      essai = suite(essai);
    }
    const relu = juge.lireSaisie(section, essai as never);
    if (!("fautes" in relu)) return { contenu: relu.contenu, fautes: lu.fautes, fautives };
    fautes = relu.fautes;
  }
  return { contenu: valide, fautes: lu.fautes, fautives };
}

type Remplacement = { adresse: Adresse; suite: (contenu: unknown) => unknown };

/** What to put back at each wrong path. Rows are found by their key: taking one out moves the ranks of the others. */
function remplacements(
  section: SectionSaisie,
  essai: unknown,
  valide: unknown,
  chemins: readonly string[],
  dejaTentees: ReadonlySet<Adresse>,
): Remplacement[] {
  return chemins.map((chemin) => {
    const adresse = adresseDeChemin(section, essai, chemin);
    if (adresse !== null && cibleDe(adresse)?.genre === "champ" && !dejaTentees.has(adresse))
      return { adresse, suite: (c) => remettreChamp(adresse, c, valide) };
    const ligne = adresse === null ? null : (ligneDe(adresse) ?? null);
    if (ligne !== null) return { adresse: ligne, suite: (c) => remettreLigne(section, ligne, c, valide) };
    // The list itself (too many rows), or a name that this section does not have.
    const tete = chemin.split(".", 1)[0] as string;
    return { adresse: ecrireAdresse(section, tete), suite: (c) => poserChemin(c, [tete], lireChemin(valide, [tete])) };
  });
}

function remettreChamp(adresse: Adresse, contenu: unknown, valide: unknown): unknown {
  const chemin = cheminDAdresse(contenu, adresse);
  return chemin === null ? contenu : poserChemin(contenu, chemin.split("."), lireA(valide, adresse) ?? null);
}

function remettreLigne(section: SectionSaisie, ligne: Adresse, contenu: unknown, valide: unknown): unknown {
  const bonne = lireA(valide, ligne);
  if (bonne === undefined) return retirerLigne(section, contenu, ligne);
  return poserLigne(section, contenu, ligne, bonne, Math.max(0, rangDe(contenu, ligne)));
}
