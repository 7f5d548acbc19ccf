/** What became of each rule between two versions. */
import type { CodeRegime } from "../nomenclatures";
import type { Constat, Resultat } from "../verdict";

/** One rule; a side is null when the version's set has no such rule. */
export type RegleComparee = { code: string; titre: string; avant: Constat | null; apres: Constat | null };

type JeuNomme = { regime: CodeRegime; numero: number };
export type VerdictsCompares = {
  /** Became `conforme`. */
  gagnes: RegleComparee[];
  /** Were `conforme`, are not any more. */
  perdus: RegleComparee[];
  /** Neither before nor after `conforme`, and not the same. */
  changes: RegleComparee[];
  /** Rules of one set only. */
  ajoutees: RegleComparee[];
  retirees: RegleComparee[];
  inchanges: number;
  /** The set of rules that judged each version; null: the same one. */
  jeu: { avant: JeuNomme; apres: JeuNomme } | null;
};

export function comparerVerdicts(avant: Resultat, apres: Resultat): VerdictsCompares {
  const anciens = new Map(avant.constats.map((c) => [c.code, c]));
  const nouveaux = new Set(apres.constats.map((c) => c.code));
  const memeJeu = avant.regime === apres.regime && avant.regimeNumero === apres.regimeNumero;
  const lu: VerdictsCompares = {
    gagnes: [],
    perdus: [],
    changes: [],
    ajoutees: [],
    retirees: avant.constats
      .filter((c) => !nouveaux.has(c.code))
      .map((c) => ({ code: c.code, titre: c.titre, avant: c, apres: null })),
    inchanges: 0,
    jeu: memeJeu
      ? null
      : {
          avant: { regime: avant.regime, numero: avant.regimeNumero },
          apres: { regime: apres.regime, numero: apres.regimeNumero },
        },
  };
  for (const c of apres.constats) {
    const ancien = anciens.get(c.code) ?? null;
    const regle = { code: c.code, titre: c.titre, avant: ancien, apres: c };
    if (ancien === null) lu.ajoutees.push(regle);
    else if (ancien.verdict === c.verdict) lu.inchanges++;
    else if (c.verdict === "conforme") lu.gagnes.push(regle);
    else if (ancien.verdict === "conforme") lu.perdus.push(regle);
    else lu.changes.push(regle);
  }
  return lu;
}
