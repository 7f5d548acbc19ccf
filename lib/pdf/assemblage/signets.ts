/** Bookmarks: one per annexe, its own nested beneath. */
import { type PDFArray, PDFDict, PDFName } from "pdf-lib";
import { ecrireTexte, texteDe } from "./arbres";
import type { Copie } from "./copie";
import type { Destinations } from "./destinations";
import type { EcrivainPdf } from "./ecrivain";
import type { Source } from "./lire-source";

const n = (nom: string): PDFName => PDFName.of(nom);
const SIGNETS_MAX = 20_000;
const PROFONDEUR_MAX = 40;

export type Signet = { titre: string; lieu: string; enfants: Signet[] };

/** Where it leads: a place of the annexe, or an address. */
function lieuDe(noeud: PDFDict, destinations: Destinations, copie: Copie): string {
  const lieu: PDFArray | null = noeud.has(n("Dest")) ? destinations.resoudre(noeud.get(n("Dest"))) : null;
  if (lieu !== null) return `/Dest${copie.texte(lieu)}`;
  const action = noeud.has(n("A")) ? destinations.action(noeud.get(n("A"))) : null;
  return action === null ? "" : `/A${copie.texte(action)}`;
}

/** Walked with a stack: a list may be long, or bite its tail. */
export function lireSignets({ catalogue }: Source, destinations: Destinations, copie: Copie): Signet[] {
  const racines: Signet[] = [];
  const vus = new Set<PDFDict>();
  const pile: { noeud: unknown; dans: Signet[]; niveau: number }[] = [];
  const racine = catalogue.lookup(n("Outlines"));
  if (racine instanceof PDFDict) pile.push({ noeud: racine.lookup(n("First")), dans: racines, niveau: 1 });
  while (pile.length > 0 && vus.size < SIGNETS_MAX) {
    const { noeud, dans, niveau } = pile.pop() as (typeof pile)[number];
    if (!(noeud instanceof PDFDict) || vus.has(noeud)) continue;
    vus.add(noeud);
    const signet: Signet = {
      titre: texteDe(noeud.lookup(n("Title"))) ?? "",
      lieu: lieuDe(noeud, destinations, copie),
      enfants: [],
    };
    dans.push(signet);
    pile.push({ noeud: noeud.lookup(n("Next")), dans, niveau });
    if (niveau < PROFONDEUR_MAX)
      pile.push({ noeud: noeud.lookup(n("First")), dans: signet.enfants, niveau: niveau + 1 });
  }
  return racines;
}

const combien = (signets: readonly Signet[]): number => signets.reduce((somme, s) => somme + 1 + combien(s.enfants), 0);

/** Answers the number of the root; annexes are shown closed, one line each. */
export function ecrireSignets(signets: readonly Signet[], ecrivain: EcrivainPdf): number {
  const racine = ecrivain.reserver();
  const ecrireListe = (liste: readonly Signet[], parent: number): { premier: number; dernier: number } => {
    const numeros = liste.map(() => ecrivain.reserver());
    for (const [i, s] of liste.entries()) {
      const numero = numeros[i] as number;
      const voisins = `${i > 0 ? `/Prev ${numeros[i - 1]} 0 R` : ""}${i + 1 < liste.length ? `/Next ${numeros[i + 1]} 0 R` : ""}`;
      let enfants = "";
      if (s.enfants.length > 0) {
        const { premier, dernier } = ecrireListe(s.enfants, numero);
        enfants = `/First ${premier} 0 R/Last ${dernier} 0 R/Count -${combien(s.enfants)}`;
      }
      ecrivain.objet(numero, `<</Title${ecrireTexte(s.titre)}/Parent ${parent} 0 R${voisins}${enfants}${s.lieu}>>`);
    }
    return { premier: numeros[0] as number, dernier: numeros.at(-1) as number };
  };
  const { premier, dernier } = ecrireListe(signets, racine);
  ecrivain.objet(racine, `<</Type/Outlines/First ${premier} 0 R/Last ${dernier} 0 R/Count ${signets.length}>>`);
  return racine;
}
