/** A file chosen for import, read in the browser before anything is sent: what it is, or everything that is wrong with it. */
import type { Centimes } from "@/lib/domain/argent";
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
};

export type FauteImport = { chemin: string; message: string };
export type LectureImport = { ok: true; apercu: ApercuImport } | { ok: false; fautes: FauteImport[] };

const faute = (message: string): LectureImport => ({ ok: false, fautes: [{ chemin: "", message }] });

export function lireImport(texte: string, jeux: readonly JeuRegles[]): LectureImport {
  if (new TextEncoder().encode(texte).length > OCTETS_IMPORT_MAX)
    return faute("Ce fichier dépasse 5 Mo : un dossier n’en pèse jamais autant.");
  let brut: unknown;
  try {
    // A byte order mark is how some tools begin a text file.
    brut = JSON.parse(texte.replace(/^\uFEFF/, ""));
  } catch {
    return faute("Ce fichier n’est pas du JSON. Choisissez un fichier rigel-dossier/1, tel que Rigel l’exporte.");
  }
  const lu = lireFichier(brut);
  if (!lu.ok) return { ok: false, fautes: lu.fautes };
  const dossier = versDossier(lu.dossier);
  const jeu = jeux.find((j) => j.code === dossier.regime);
  const resultat = verifier(dossier, undefined, jeu && versRegime(jeu));
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
    },
  };
}
