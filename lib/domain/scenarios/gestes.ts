/** What a what-if is made of: gestures, played in order on the plan as it is. Stored, sent and told as they are here. */
import { lireMontant } from "../argent";
import { ecrireEuros, typographie } from "../ecriture";
import { type NatureFinancement, POSTES, type Poste, SOURCES } from "../nomenclatures";
import type { SourceCofinancement } from "../sources-par-nature";

export const SOURCES_COFINANCEMENT = SOURCES.codes.filter((s) => s !== "france2030") as [
  SourceCofinancement,
  ...SourceCofinancement[],
];

/** What may go from a partner to another. */
export const OBJETS_DEPLACES = ["ligne", "depenses", "cofinancement", "subvention"] as const;
export type ObjetDeplace = (typeof OBJETS_DEPLACES)[number];

/** Amounts as the exchange format writes them; partners by their `id`, rows by their key. */
export type Geste =
  /** `repreneur`: takes its costs, its share of the subsidy and the plateaux it hosts; null: they go with it. */
  | { type: "retirer_partenaire"; partenaire: string; repreneur: string | null }
  | {
      type: "deplacer_part";
      objet: ObjetDeplace;
      partenaire: string;
      /** For `depenses`: of this post only. */
      poste: Poste | null;
      /** For `ligne`: key of the budget row. */
      ligne: string | null;
      vers: string;
      /** null: all of it. */
      montant: string | null;
    }
  | { type: "fixer_subvention"; montant: string }
  /** `valeur`: what the post comes down to, or the per cent it loses. `partenaire` null: over all of them. */
  | { type: "couper_poste"; poste: Poste; partenaire: string | null; par: "montant" | "pourcentage"; valeur: string }
  /** `partenaire` null: the lines that name none. `source`: of the line to add when there is none yet. */
  | { type: "fixer_apport"; partenaire: string | null; montant: string; source: SourceCofinancement | null }
  | {
      type: "ajouter_source";
      source: SourceCofinancement;
      partenaire: string | null;
      montant: string;
      nature: NatureFinancement;
      engage: boolean;
    };

export type TypeGeste = Geste["type"];

export const NOMS_GESTE: Record<TypeGeste, string> = {
  retirer_partenaire: "Retirer un partenaire",
  deplacer_part: "Déplacer une part vers un autre partenaire",
  fixer_subvention: "Changer la subvention demandée",
  couper_poste: "Réduire un poste de dépense",
  fixer_apport: "Fixer l’apport d’un partenaire",
  ajouter_source: "Ajouter une source de financement",
};
export const TYPES_GESTE = Object.keys(NOMS_GESTE) as [TypeGeste, ...TypeGeste[]];

export type Noms = ReadonlyMap<string, string>;
export const nomPartenaire = (noms: Noms, id: string | null): string =>
  id === null ? "sans partenaire" : (noms.get(id) ?? "un partenaire qui n’est plus là");

const euros = (montant: string): string => {
  const lu = lireMontant(montant);
  return lu === undefined ? montant : ecrireEuros(lu);
};

/** Whom a gesture names, so that one that is gone can be told. */
export function partenairesDe(geste: Geste): string[] {
  switch (geste.type) {
    case "retirer_partenaire":
      return [geste.partenaire, ...(geste.repreneur === null ? [] : [geste.repreneur])];
    case "deplacer_part":
      return [geste.partenaire, geste.vers];
    case "fixer_subvention":
      return [];
    default:
      return geste.partenaire === null ? [] : [geste.partenaire];
  }
}

const QUOI: Record<Exclude<ObjetDeplace, "depenses">, string> = {
  ligne: "d’une ligne du budget",
  cofinancement: "du cofinancement",
  subvention: "de la part de subvention",
};

/** A gesture in one sentence without a full stop. */
export function decrireGeste(geste: Geste, noms: Noms): string {
  const nom = (id: string | null) => nomPartenaire(noms, id);
  switch (geste.type) {
    case "retirer_partenaire":
      return typographie(
        geste.repreneur === null
          ? `Retirer ${nom(geste.partenaire)}, avec ses dépenses et ses apports`
          : `Retirer ${nom(geste.partenaire)} ; ${nom(geste.repreneur)} reprend ses dépenses`,
      );
    case "deplacer_part": {
      const quoi =
        geste.objet === "depenses"
          ? geste.poste === null
            ? "des dépenses"
            : `du poste « ${POSTES.libelles[geste.poste]} »`
          : QUOI[geste.objet];
      const combien = geste.montant === null ? "tout" : euros(geste.montant);
      return typographie(`Déplacer ${combien} ${quoi} de ${nom(geste.partenaire)} vers ${nom(geste.vers)}`);
    }
    case "fixer_subvention":
      return typographie(`Demander ${euros(geste.montant)} de subvention`);
    case "couper_poste": {
      const chez = geste.partenaire === null ? "" : ` de ${nom(geste.partenaire)}`;
      const poste = `« ${POSTES.libelles[geste.poste]} »${chez}`;
      return typographie(
        geste.par === "montant"
          ? `Ramener le poste ${poste} à ${euros(geste.valeur)}`
          : `Réduire le poste ${poste} de ${geste.valeur.replace(".", ",")} %`,
      );
    }
    case "fixer_apport":
      return typographie(
        geste.partenaire === null
          ? `Porter les apports sans partenaire à ${euros(geste.montant)}`
          : `Porter l’apport de ${nom(geste.partenaire)} à ${euros(geste.montant)}`,
      );
    case "ajouter_source": {
      const chez = geste.partenaire === null ? "" : `, ${nom(geste.partenaire)}`;
      return typographie(`Ajouter ${euros(geste.montant)} : ${SOURCES.libelles[geste.source]}${chez}`);
    }
  }
}
