import "server-only";
import { libelleDonnee } from "@/lib/domain/donnees-compte";
import { transaction } from "@/lib/server/base";
import { compteIntrouvable } from "@/lib/server/comptes/effacer-compte";
import { type DonneesCompte, lireDonneesCompte } from "@/lib/server/comptes/lire-donnees";
import { type Agent, peut } from "@/lib/server/droits";
import { ecrireEntree } from "@/lib/server/journal";
import { tableauCsv } from "@/lib/server/tableau-csv";

const FORMATS = {
  json: { typeMime: "application/json; charset=utf-8", nom: "mes-donnees-rigel.json", ecrire: ecrireJson },
  csv: { typeMime: "text/csv; charset=utf-8", nom: "mes-donnees-rigel.csv", ecrire: ecrireCsv },
} as const;
export type FormatExport = keyof typeof FORMATS;
export const estFormat = (texte: unknown): texte is FormatExport => typeof texte === "string" && texte in FORMATS;

/** Everything held on the person, handed to them and to nobody else. The export itself is in the journal, without content. */
export async function exporterCompte(
  agent: Agent,
  format: FormatExport,
  maintenant: Date,
): Promise<{ nom: string; typeMime: string; texte: string }> {
  if (!peut(agent, "compte.exporter", { utilisateurId: agent.id })) throw compteIntrouvable();
  const donnees = await transaction(async (tx) => {
    await ecrireEntree(tx, { action: "compte.exporter", acteur: agent, objet: agent.id, apres: { format } });
    return lireDonneesCompte(tx, agent.id);
  });
  if (donnees === null) throw compteIntrouvable();
  const { nom, typeMime, ecrire } = FORMATS[format];
  return { nom, typeMime, texte: ecrire(donnees, maintenant) };
}

function ecrireJson(donnees: DonneesCompte, maintenant: Date): string {
  return `${JSON.stringify({ format: "rigel-compte/1", etabliLe: maintenant.toISOString(), ...Object.fromEntries(donnees.map((r) => [r.code, r.lignes])) }, null, 2)}\n`;
}

/** One line per value: rubrics do not have the same columns. */
function ecrireCsv(donnees: DonneesCompte): string {
  return tableauCsv(
    ["Rubrique", "Ligne", "Donnée", "Valeur"],
    donnees.flatMap(({ nom, lignes }) =>
      lignes.flatMap((ligne, i) =>
        Object.entries(ligne).map(([cle, valeur]) => [
          nom,
          String(i + 1),
          libelleDonnee(cle),
          valeur === null ? "" : String(valeur),
        ]),
      ),
    ),
  );
}
