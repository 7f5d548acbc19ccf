import "server-only";
import { lireArguments } from "@/lib/cli/arguments";
import { CODES } from "@/lib/cli/commande";
import { ecrireNombre, typographie } from "@/lib/domain/ecriture";
import type { CommandeBase, Sortie } from "@/lib/server/commandes/commande";
import { commande as journal } from "@/lib/server/commandes/journal";
import { RETENUE_JOURS } from "@/lib/server/conservation/chaque-jour";
import { type BilanRestauration, restaurer } from "@/lib/server/sauvegarde/restaurer";

const OPTIONS = { remplacer: { type: "boolean" }, force: { type: "boolean" }, json: { type: "boolean" } } as const;

const instant = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeStyle: "short", timeZone: "Europe/Paris" });

const enClair = (b: BilanRestauration): string[] => [
  `Restauré : la sauvegarde du ${instant.format(new Date(b.creeLe))}`,
  `  ${ecrireNombre(b.lignes)} lignes de la base, ${ecrireNombre(b.fichiers)} fichiers remis, ${ecrireNombre(b.ecartes)} mis de côté`,
  `  ${ecrireNombre(b.sessionsFermees)} sessions fermées : chacun se reconnecte`,
  `  ${ecrireNombre(b.invitationsRetirees)} invitations retirées : à refaire si elles sont encore utiles`,
  `  en ${(b.dureeMs / 1000).toFixed(1).replace(".", ",")} s`,
  "",
  `À vérifier : les retraits de droits et d’appartenances, les désactivations et les effacements de comptes postérieurs au ${instant.format(new Date(b.creeLe))} sont à refaire.`,
  `La tâche de conservation ne s’exécute pas d’elle-même pendant ${RETENUE_JOURS} jours.`,
];

/** The audit chain, verified by its own command; its words go to the person, the result stays alone on stdout. */
const verifierJournal = (sortie: Sortie, maintenant: Date): Promise<number> =>
  journal.executer(["verifier"], { ...sortie, stdout: sortie.stderr }, maintenant);

export const commande: CommandeBase = {
  async executer(args, sortie, maintenant) {
    if (sortie.service) {
      sortie.stderr(
        typographie("Le service est en marche et tient la base : arrêtez-le, puis relancez la restauration.\n"),
      );
      return CODES.NEGATIF;
    }
    const { options, arguments: noms } = lireArguments([...args], OPTIONS, ["FICHIER"]);
    const { remplacer = false, force = false, json = false } = options;
    const bilan = await restaurer(noms[0] as string, { remplacer, force }, maintenant);
    for (const cle of bilan.manquants)
      sortie.stderr(typographie(`Fichier absent de l’archive, il manquait déjà à la sauvegarde : ${cle}\n`));
    const code = await verifierJournal(sortie, maintenant);
    sortie.stdout(
      json
        ? `${JSON.stringify({ ...bilan, journalConforme: code === CODES.BON })}\n`
        : `${typographie(enClair(bilan).join("\n"))}\n`,
    );
    return code;
  },
};
