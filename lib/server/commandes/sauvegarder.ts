import "server-only";
import { lireArguments } from "@/lib/cli/arguments";
import { CODES } from "@/lib/cli/commande";
import { ecrireNombre, ecrireOctets, typographie } from "@/lib/domain/ecriture";
import type { CommandeBase } from "@/lib/server/commandes/commande";
import { type BilanSauvegarde, sauvegarder } from "@/lib/server/sauvegarde/sauvegarder";

export const secondes = (ms: number): string => `${(ms / 1000).toFixed(1).replace(".", ",")} s`;

const enClair = (b: BilanSauvegarde): string[] => [
  `Sauvegarde écrite : ${b.fichier}`,
  `  ${ecrireNombre(b.lignes)} lignes de la base, ${ecrireNombre(b.fichiers)} fichiers`,
  `  ${ecrireOctets(b.octets)}, SHA-256 ${b.sha256}`,
  `  en ${secondes(b.dureeMs)}, dont ${secondes(b.releveMs)} pour le relevé de la base`,
];

export const commande: CommandeBase = {
  async executer(args, { stdout, stderr, abandon }, maintenant) {
    const { options, arguments: noms } = lireArguments([...args], { json: { type: "boolean" } }, ["FICHIER"]);
    const bilan = await sauvegarder(noms[0] as string, maintenant, abandon);
    stdout(options.json ? `${JSON.stringify(bilan)}\n` : `${typographie(enClair(bilan).join("\n"))}\n`);
    for (const cle of bilan.manquants) stderr(typographie(`Fichier manquant, absent de l’archive : ${cle}\n`));
    for (const cle of bilan.alteres) stderr(typographie(`Fichier différent de ce qui a été enregistré : ${cle}\n`));
    return bilan.manquants.length + bilan.alteres.length > 0 ? CODES.NEGATIF : CODES.BON;
  },
};
