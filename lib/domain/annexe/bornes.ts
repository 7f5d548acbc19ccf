/** What a workbook may hold at most, judged before any of it is compared: a small file can unfold into millions of rows. */
import { ecrireNombre, typographie } from "../ecriture";
import { type ClasseurLu, nomCase } from "./classeur";
import type { FeuillePartenaireLue } from "./lire-feuille";
import type { FauteAnnexe } from "./lire-fiche";
import { COLONNE, lireMarquePartenaire } from "./reperes";

/** Rows of a list: those that the sections hold (lib/schemas/sections.ts). */
export const LIGNES_MAX = { depenses: 6_000, sources: 500, parts: 60 } as const;
/** Rows of all the partners' sheets together, waiting and blank ones included. */
export const RANGEES_MAX = 12_000;
export const CARACTERES_MAX = 1_000;
/** Of the hidden column, which names the line of each year. */
const CLES_MAX = 4_000;
const FAUTES_CASES_MAX = 50;

const seule = (message: string): FauteAnnexe[] => [{ feuille: null, case: null, message: typographie(message) }];

/** Empty: it may be read. */
export function fautesDeTaille({ feuilles }: ClasseurLu): FauteAnnexe[] {
  const fautes: FauteAnnexe[] = [];
  let rangees = 0;
  for (const f of feuilles) {
    const marque = f.lignes.get(1)?.get(COLONNE.cle);
    const dePartenaire =
      marque?.type === "texte" && lireMarquePartenaire(marque.texte.slice(0, CLES_MAX)) !== undefined;
    if (dePartenaire) rangees += f.lignes.size;
    for (const [ligne, cases] of f.lignes)
      for (const [colonne, v] of cases) {
        if (v.type === "booleen" || v.texte.length <= (colonne === COLONNE.cle ? CLES_MAX : CARACTERES_MAX)) continue;
        const message = `cette case a ${ecrireNombre(v.texte.length)} caractères, ${ecrireNombre(CARACTERES_MAX)} au plus : raccourcissez-la.`;
        fautes.push({ feuille: f.nom, case: nomCase(colonne, ligne), message: typographie(message) });
        if (fautes.length >= FAUTES_CASES_MAX) return fautes;
      }
  }
  if (rangees > RANGEES_MAX)
    fautes.push(
      ...seule(
        `ce classeur a ${ecrireNombre(rangees)} lignes dans les feuilles des partenaires, ${ecrireNombre(RANGEES_MAX)} au plus : retirez les lignes vides, puis importez-le.`,
      ),
    );
  return fautes;
}

const NOMS = { depenses: "montants de dépenses", sources: "lignes de ressources", parts: "parts de subvention" };

/** The same of what its rows come to. */
export function fautesDeNombre(feuilles: readonly FeuillePartenaireLue[]): FauteAnnexe[] {
  const nombres = { depenses: 0, sources: 0, parts: 0 };
  for (const f of feuilles) {
    for (const r of f.rangees) {
      const montants = [...r.montants.values()].filter((m) => m !== null).length;
      const dite = r.poste !== null || r.libelle !== null || r.eligible !== null;
      nombres.depenses += montants === 0 && dite ? 1 : montants;
    }
    for (const s of f.sources)
      if (s.source !== null || s.base !== null || s.nature !== null || s.montant !== null) nombres.sources += 1;
    for (const p of f.parts) if (p.montant !== null) nombres.parts += 1;
  }
  return (Object.keys(LIGNES_MAX) as (keyof typeof LIGNES_MAX)[]).flatMap((liste) =>
    nombres[liste] <= LIGNES_MAX[liste]
      ? []
      : seule(
          `ce classeur porte ${ecrireNombre(nombres[liste])} ${NOMS[liste]}, ${ecrireNombre(LIGNES_MAX[liste])} au plus : un dossier n’en tient pas davantage.`,
        ),
  );
}
