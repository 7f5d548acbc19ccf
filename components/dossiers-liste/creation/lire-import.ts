/** A file chosen for import, read in the browser before anything is sent: what it is, or everything that is wrong with it. */
import type { Centimes } from "@/lib/domain/argent";
import { accorder } from "@/lib/domain/ecriture";
import { verifier } from "@/lib/domain/eligibilite";
import { REGIMES } from "@/lib/domain/nomenclatures";
import type { VerdictGlobal } from "@/lib/domain/verdict";
import { OCTETS_IMPORT_MAX } from "@/lib/schemas/demandes";
import type { JeuRegles } from "@/lib/schemas/jeu-regles";
import { lireFichier, versDossier } from "@/lib/schemas/lecture";
import { versRegime } from "@/lib/schemas/vers-regime";

export type ApercuImport = {
  titre: string;
  acronyme: string | null;
  regime: string;
  regionAcademique: string | null;
  coutTotal: Centimes | null;
  subvention: Centimes | null;
  verdict: VerdictGlobal;
  /** Names, « Partenaire 3 » for who has none. */
  partenaires: string[];
  /** « 12 lignes de budget », « 4 sources de financement »… of what the file holds. */
  contenu: string[];
  /** Attachments that the file declares: their files are not in it. */
  pieces: number;
};

export type FauteImport = { chemin: string; message: string };
export type LectureImport = { ok: true; apercu: ApercuImport } | { ok: false; fautes: FauteImport[] };

const faute = (message: string): LectureImport => ({ ok: false, fautes: [{ chemin: "", message }] });

export function lireImport(texte: string, jeux: readonly JeuRegles[]): LectureImport {
  if (new TextEncoder().encode(texte).length > OCTETS_IMPORT_MAX)
    return faute("Ce fichier dépasse 5\u00a0Mo\u202f: un dossier n’en pèse jamais autant.");
  if (texte.trim() === "") return faute("Ce fichier est vide.");
  let brut: unknown;
  try {
    // A byte order mark is how some tools begin a text file.
    brut = JSON.parse(texte.replace(/^\uFEFF/, ""));
  } catch (erreur) {
    return faute(
      `Ce fichier n’est pas du JSON${placeDe(erreur, texte)}. Choisissez un fichier rigel-dossier/1, tel que Rigel l’exporte.`,
    );
  }
  const lu = lireFichier(brut);
  if (!lu.ok) return { ok: false, fautes: lu.fautes };
  const dossier = versDossier(lu.dossier);
  const jeu = jeux.find((j) => j.code === dossier.regime);
  const resultat = verifier(dossier, undefined, jeu && versRegime(jeu));
  const listes: [number, string, string][] = [
    [dossier.budget.length, "ligne de budget", "lignes de budget"],
    [dossier.financements.length, "source de financement", "sources de financement"],
    [dossier.transformations.length, "transformation de la carte", "transformations de la carte"],
    [dossier.indicateurs.length, "indicateur", "indicateurs"],
    [dossier.publics.length, "ligne de publics", "lignes de publics"],
    [dossier.campus.length, "campus", "campus"],
  ];
  return {
    ok: true,
    apercu: {
      titre: dossier.titre,
      acronyme: dossier.acronyme ?? null,
      regime: REGIMES.libelles[dossier.regime],
      regionAcademique: dossier.regionAcademique ?? null,
      coutTotal: dossier.budget.length > 0 ? resultat.coutTotal : null,
      subvention: dossier.financements.some((f) => f.source === "france2030") ? resultat.subvention : null,
      verdict: resultat.verdict,
      partenaires: dossier.partenaires.map((p, i) => p.nom?.trim() || `Partenaire ${i + 1}`),
      contenu: listes.filter(([n]) => n > 0).map(([n, un, plusieurs]) => accorder(n, un, plusieurs)),
      pieces: dossier.pieces.length,
    },
  };
}

/** « , ligne 12 »: where the reading stopped, when the browser tells. */
function placeDe(erreur: unknown, texte: string): string {
  const position = /position (\d+)/.exec(String((erreur as Error | null)?.message))?.[1];
  if (position === undefined) return "";
  return ` (ligne ${texte.slice(0, Number(position)).split("\n").length})`;
}

/** Every fault on its line, to correct the file away from the screen. */
export const listeDesFautes = (nom: string, fautes: readonly FauteImport[]): string =>
  `${[`${nom} : ${accorder(fautes.length, "faute")}`, ...fautes.map((f) => (f.chemin ? `${f.chemin}\t${f.message}` : f.message))].join("\r\n")}\r\n`;
