/** A gesture while it is being filled: every control of the form as text, and the gesture they make. */
import type { Geste, TypeGeste } from "@/lib/domain/scenarios/gestes";
import { SCHEMAS_GESTE } from "@/lib/schemas/scenarios";

export type SaisieGeste = {
  type: TypeGeste | "";
  partenaire: string;
  repreneur: string;
  objet: string;
  poste: string;
  ligne: string;
  vers: string;
  montant: string;
  par: "montant" | "pourcentage";
  valeur: string;
  source: string;
  nature: string;
  engage: boolean;
};

export const GESTE_VIDE: SaisieGeste = {
  ...{ type: "", partenaire: "", repreneur: "", objet: "depenses", poste: "", ligne: "", vers: "" },
  ...{ montant: "", par: "pourcentage", valeur: "", source: "", nature: "numeraire", engage: false },
};

const ou = (texte: string): string | null => (texte.trim() === "" ? null : texte);

/** The demand as the schema reads it; null: no gesture is chosen. */
function brut(s: SaisieGeste): Record<string, unknown> | null {
  const { type } = s;
  switch (type) {
    case "":
      return null;
    case "retirer_partenaire":
      return { type, partenaire: s.partenaire, repreneur: ou(s.repreneur) };
    case "deplacer_part":
      return {
        ...{ type, objet: s.objet, partenaire: s.partenaire, vers: s.vers, montant: ou(s.montant) },
        poste: s.objet === "depenses" ? ou(s.poste) : null,
        ligne: s.objet === "ligne" ? ou(s.ligne) : null,
      };
    case "fixer_subvention":
      return { type, montant: s.montant };
    case "couper_poste":
      return { type, poste: s.poste, partenaire: ou(s.partenaire), par: s.par, valeur: s.valeur };
    case "fixer_apport":
      return { type, partenaire: ou(s.partenaire), montant: s.montant, source: ou(s.source) };
    case "ajouter_source":
      return {
        ...{ type, source: s.source, partenaire: ou(s.partenaire), montant: s.montant },
        ...{ nature: s.nature, engage: s.engage },
      };
  }
}

export type GesteLu = { ok: true; geste: Geste } | { ok: false; fautes: Record<string, string> };

export function lireGeste(s: SaisieGeste): GesteLu {
  const demande = brut(s);
  if (demande === null || s.type === "")
    return { ok: false, fautes: { type: "Choisissez ce que vous voulez essayer." } };
  const lu = SCHEMAS_GESTE[s.type].safeParse(demande);
  if (lu.success) return { ok: true, geste: lu.data };
  return { ok: false, fautes: Object.fromEntries(lu.error.issues.map((i) => [i.path.join("."), i.message]).reverse()) };
}

/** The form of a gesture that is there, to change it. */
export function saisieDe(geste: Geste): SaisieGeste {
  const textes = Object.fromEntries(Object.entries(geste).map(([champ, v]) => [champ, v ?? ""]));
  return { ...GESTE_VIDE, ...textes } as SaisieGeste;
}
