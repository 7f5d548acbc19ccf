import "server-only";
import { createHash } from "node:crypto";
import { FRANCE, SORTANTS_MIN } from "@/lib/domain/carte/quadrant";
import { defautCfd } from "@/lib/domain/identifiants";
import { CODES_REGION } from "@/lib/domain/nomenclatures";
import { niveauLivre } from "@/lib/server/reference";
import type { Lecture } from "@/lib/server/referentiels/ligne";
import type { Enregistrement } from "@/lib/server/referentiels/lire-csv";

const TERRITOIRES: readonly string[] = [FRANCE, ...CODES_REGION];
const refus = (colonne: string, motif: string): Lecture => ({ type: "refus", colonne, motif });

/** « 28 », « 28,5 », « 28.50 % » → hundredths of a per cent; null: not published; undefined: not a rate. */
export function lireCentiemes(texte: string): number | null | undefined {
  if (texte === "" || /^(nc|nd|s)$/i.test(texte)) return null;
  const lu = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(texte);
  if (lu === null) return undefined;
  const centiemes = Number(lu[1]) * 100 + Number((lu[2] ?? "").padEnd(2, "0"));
  return centiemes <= 10_000 ? centiemes : undefined;
}

/** A rate has no code of its own: its key, as an identifier that the same row always gives. */
export function idTaux(t: {
  millesime: string;
  territoire: string;
  niveau: string;
  cfd: string;
  voie: string;
}): string {
  const cle = `${t.millesime};${t.territoire};${t.niveau};${t.cfd};${t.voie}`;
  const h = createHash("sha256").update(cle).digest("hex");
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-8${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20, 32)}`;
}

/** Leavers; « <20 » is kept as 19: that there are fewer than 20 is all that is ever read or shown of it. */
function lireSortants(texte: string): number | null | undefined {
  if (texte === "") return null;
  if (/^<\s*20$/.test(texte)) return SORTANTS_MIN - 1;
  return /^\d{1,7}$/.test(texte) ? Number(texte) : undefined;
}

/** One rate of outcomes, or the mean of a diploma (no CFD). What secrecy hides is not kept, even when the file has it. */
export function lireTaux(c: Enregistrement["cellules"]): Lecture {
  const millesime = c.millesime ?? "";
  if (!/^\d{4}([+_/-]\d{2,4})?$/.test(millesime)) return refus("millesime", "Écrivez une année, ou deux : 2022+23.");
  const territoire = (c.territoire ?? "").padStart(2, "0");
  if (!TERRITOIRES.includes(territoire))
    return refus("territoire", "Écrivez le code de la région académique, de 01 à 18, ou 00 pour la France.");
  const niveau = (c.niveau ?? "").toUpperCase();
  if (niveauLivre().get(niveau) === undefined) return refus("niveau", "Ce diplôme n’est pas de la nomenclature.");
  const cfd = (c.cfd ?? "").toUpperCase();
  const defaut = cfd === "" ? null : defautCfd(cfd);
  if (defaut) return refus("cfd", defaut);
  if (cfd !== "" && !cfd.startsWith(niveau)) return refus("cfd", `Cette formation n’est pas du diplôme ${niveau}.`);
  const voie = (c.voie || "scolaire").toLowerCase();
  if (voie !== "scolaire" && voie !== "apprentissage") return refus("voie", "Écrivez scolaire ou apprentissage.");
  const source = (c.source ?? "").replace(/\s+/g, " ");
  if (source === "" || source.length > 200)
    return refus("source", "Dites d’où vient ce taux, en 200 caractères au plus.");
  const sortants = lireSortants(c.sortants ?? "");
  if (sortants === undefined) return refus("sortants", "Écrivez un nombre entier, ou <20.");
  const taux: Record<string, number | null> = {};
  for (const nom of ["emploi", "poursuite", "devenir"] as const) {
    const lu = lireCentiemes(c[nom] ?? "");
    if (lu === undefined) return refus(nom, "Écrivez un pourcentage entre 0 et 100, deux décimales au plus.");
    taux[nom] = sortants !== null && sortants < SORTANTS_MIN ? null : lu;
  }
  const cle = { millesime, territoire, niveau, cfd, voie };
  return { type: "ligne", ligne: { id: idTaux(cle), ...cle, ...taux, sortants, source } };
}
