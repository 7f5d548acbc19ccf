import "server-only";
import { mesurer } from "@/lib/domain/carte/mesures";
import { capacites } from "@/lib/domain/carte/places-demande";
import type { DemandeLue } from "@/lib/domain/orion/demande";
import { simplifier } from "@/lib/server/dossiers/recherche";
import { niveauDeCfd } from "@/lib/server/reference";

/**
 * The row of `DemandeOrion` that a demand gives: its measures, level and search text are derived here and nowhere else. Values as
 * JSON holds them (amounts of cents as text, instants in ISO), for `json_to_recordset`.
 */
export function ligneDemande(d: DemandeLue) {
  return {
    ...d,
    niveau: niveauDeCfd(d.cfd) ?? null,
    recherche: simplifier(
      [d.numero, d.uai, d.etablissement, d.commune, d.cfd, d.formation, d.coloration].filter(Boolean).join(" "),
    ),
    ...mesurer(d.type, capacites(d)),
  };
}
export type LigneDemande = ReturnType<typeof ligneDemande>;
