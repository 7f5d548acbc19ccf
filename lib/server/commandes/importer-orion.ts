import "server-only";
import path from "node:path";
import { lireArguments } from "@/lib/cli/arguments";
import { CODES, ErreurUsage } from "@/lib/cli/commande";
import { accorder, ecrireNombre, enumerer, typographie } from "@/lib/domain/ecriture";
import { RefusFichier } from "@/lib/integrations/table/contrat";
import { type BilanOrion, importerFichierOrion } from "@/lib/server/carte/import/importer-fichier";
import type { CommandeBase, Sortie } from "@/lib/server/commandes/commande";
import { ErreurMetier } from "@/lib/server/erreur";

const OPTIONS = { simuler: { type: "boolean" }, json: { type: "boolean" } } as const;
const FORMAT = "rigel-import-orion/1";
/** On a terminal, beyond that nobody reads them: `--json` has them all. */
const REMARQUES_DITES = 20;
const PAS_DIT = 10_000;

/** `rigel importer-orion EXPORT [--simuler] [--json]`: the import of the portal, for every région and without a report to confirm. */
export const commande: CommandeBase = {
  async executer(args, sortie, maintenant) {
    const { options, arguments: noms } = lireArguments([...args], OPTIONS, ["EXPORT"]);
    const chemin = noms[0] as string;
    const simuler = options.simuler === true;
    let dernier = 0;
    const suivre = (lues: number) => {
      if (lues - dernier < PAS_DIT) return;
      dernier = lues;
      sortie.stderr(typographie(`${ecrireNombre(lues)} lignes lues\n`));
    };
    let bilan: BilanOrion;
    try {
      bilan = await importerFichierOrion(
        { chemin, nom: path.basename(chemin), simuler, suivre, ...(sortie.abandon && { signal: sortie.abandon }) },
        maintenant,
      );
    } catch (erreur) {
      if (erreur instanceof RefusFichier) throw new ErreurUsage(erreur.message);
      if (erreur instanceof ErreurMetier) throw new ErreurUsage(erreur.message);
      throw erreur;
    }
    dire(sortie, bilan, options.json === true, path.basename(chemin));
    return bilan.refusees > 0 ? CODES.NEGATIF : CODES.BON;
  },
};

function dire(sortie: Sortie, bilan: BilanOrion, json: boolean, fichier: string): void {
  if (json) {
    sortie.stdout(`${JSON.stringify({ format: FORMAT, fichier, ...bilan }, null, 2)}\n`);
    return;
  }
  const [refus, avertissements] = [bilan.refus, bilan.avertissements.liste];
  for (const r of refus.slice(0, REMARQUES_DITES))
    sortie.stderr(typographie(`Ligne ${r.ligne}, ${r.colonne || "toute la ligne"} : ${r.motif} (« ${r.valeur} »)\n`));
  if (refus.length > REMARQUES_DITES)
    sortie.stderr(
      typographie(
        `Et ${accorder(refus.length - REMARQUES_DITES, "autre refus", "autres refus")} : --json les donne.\n`,
      ),
    );
  if (bilan.refusNonDits > 0)
    sortie.stderr(
      typographie(
        `${accorder(bilan.refusNonDits, "ligne refusée de plus n’est", "lignes refusées de plus ne sont")} que comptées.\n`,
      ),
    );
  if (avertissements.length > 0)
    sortie.stderr(
      typographie(`${accorder(bilan.avertissements.nombre, "remarque")} sur des lignes prises : --json les donne.\n`),
    );
  sortie.stdout(`${typographie(enTexte(bilan))}\n`);
}

function enTexte(b: BilanOrion): string {
  const { inconnues } = b.colonnes;
  const [crees, modifies, inchanges] = b.applique
    ? ["Demandes créées", "Demandes mises à jour", "Demandes laissées telles quelles"]
    : ["Seraient créées", "Seraient mises à jour", "Resteraient telles quelles"];
  const ligne = (nom: string, n: number) => `  ${nom.padEnd(46)}${ecrireNombre(n)}`;
  return [
    titre(b),
    ligne("Lignes lues", b.lues),
    ligne(crees, b.crees),
    ligne(modifies, b.modifies),
    ligne(inchanges, b.inchanges),
    ligne("Lignes refusées", b.refusees),
    ligne("Lignes répétées plus bas, laissées de côté", b.repetees),
    ...(inconnues.length === 0 ? [] : [`Colonnes laissées de côté : ${enumerer(inconnues.map((c) => `« ${c} »`))}`]),
  ].join("\n");
}

function titre(b: BilanOrion): string {
  if (b.refusees > 0) return "Rien n’est importé : des lignes sont refusées, corrigez-les puis recommencez.";
  if (b.simulation) return "Simulation : rien n’est écrit.";
  if (b.applique) return "Export importé.";
  return b.dejaImporteLe === null
    ? "Rien à faire : tout ce que dit ce fichier est déjà connu."
    : "Rien à faire : ce fichier a déjà été importé.";
}
