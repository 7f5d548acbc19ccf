import "server-only";
import { estATraiter, jourEvaluation } from "@/lib/domain/completude";
import { type DateIso, jourAParis } from "@/lib/domain/dates";
import { verifier } from "@/lib/domain/eligibilite";
import type { Regime } from "@/lib/domain/regimes";
import type { Contexte, Resultat } from "@/lib/domain/verdict";
import { versDossier } from "@/lib/schemas/lecture";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import type { Tx } from "@/lib/server/base";
import { lireContexte } from "@/lib/server/dossiers/lire-contexte";
import { simplifier } from "@/lib/server/dossiers/recherche";
import type { Agent } from "@/lib/server/droits";
import { regimeDe } from "@/lib/server/regimes/lire-regimes";

/**
 * What lists sort, filter and add up in SQL: rewritten in the transaction of every write, never computed by a page. `jour`:
 * the day of that write, at which the workspace too judges a dossier whose planned day is past.
 */
export function calculerSynthese(f: DossierFichier, regime: Regime, contexte: Contexte, jour: DateIso) {
  // Every write but the filing leaves the dossier open; the filing's own day is `jour`.
  const dateDepot = jourEvaluation(f.dateDepot ?? undefined, jour, true);
  const resultat = verifier(versDossier({ ...f, dateDepot }), contexte, regime);
  const budget = (f.budget ?? []).length > 0;
  const subvention = (f.financements ?? []).some((l) => l.source === "france2030" && l.montant != null);
  return {
    resultat,
    colonnes: {
      verdict: resultat.verdict,
      aTraiter: resultat.constats.filter((c) => estATraiter(c, f.justifications ?? {})).length,
      // Nothing entered is not zero: the list writes « Non renseigné ».
      coutTotal: budget ? resultat.coutTotal : null,
      coutEligible: budget ? resultat.coutEligible : null,
      subvention: subvention ? resultat.subvention : null,
      recherche: texteRecherche(f),
    },
  };
}

/** Acronym first, then title: the list's sort by name reads this column too. */
const texteRecherche = (f: DossierFichier): string =>
  simplifier(
    [
      f.acronyme,
      f.titre,
      ...(f.partenaires ?? []).flatMap((p) => [p.nom, p.uai, p.siret]),
      ...(f.transformations ?? []).map((t) => t.uai),
      ...(f.campus ?? []).map((c) => c.nom),
    ]
      .filter((t, i, tous) => t != null && tous.indexOf(t) === i)
      .join(" "),
  );

/** Rewrites the summary from what the transaction has just written. `agent` null: the findings name no other dossier. */
export async function recalculerSynthese(
  tx: Tx,
  agent: Agent | null,
  dossier: { id: string; regimeNumero: number },
  fichier: DossierFichier,
  maintenant: Date,
): Promise<{ resultat: Resultat; contexte: Contexte; regime: Regime }> {
  const contexte = await lireContexte(tx, agent, dossier.id, fichier);
  const regime = await regimeDe(tx, fichier.regime, dossier.regimeNumero);
  const { resultat, colonnes } = calculerSynthese(fichier, regime, contexte, jourAParis(maintenant));
  await tx.dossier.update({
    where: { id: dossier.id },
    data: { ...colonnes, modifieLe: maintenant },
    select: { id: true },
  });
  return { resultat, contexte, regime };
}
