import { typographie } from "@/lib/domain/ecriture";
import { extraireDossier } from "@/lib/pdf/extraction";
import { lireArguments } from "../arguments";
import { CODES, type Commande, ErreurUsage } from "../commande";
import { lireOctets } from "../fichiers";

export const extraireCommande: Commande = {
  nom: "extraire",
  resume: "relit les données jointes à un PDF et vérifie leur empreinte",
  aide: [
    "Usage : npm run --silent rigel -- extraire FICHIER.pdf [--json]",
    "",
    "Affiche les données rigel-dossier/1 jointes à un PDF de Rigel, une fois leur empreinte SHA-256 vérifiée.",
    "",
    "  FICHIER.pdf   un PDF écrit par Rigel",
    "  --json        sans effet : la sortie est toujours du JSON",
    "  --help        affiche cette aide",
    "",
    "Codes de sortie : 0 données affichées, 1 données modifiées depuis l’écriture du PDF, 64 fichier ou usage incorrect.",
  ].join("\n"),
  async executer(args, { out, err }) {
    const lus = lireArguments(args, { json: { type: "boolean" } }, ["FICHIER.pdf"]);
    const chemin = lus.arguments[0] as string;
    const extraction = await extraireDossier(await lireOctets(chemin));
    if (extraction.ok) {
      out(extraction.texte);
      return CODES.BON;
    }
    switch (extraction.motif) {
      case "empreinte":
        err(
          `${typographie(`${chemin} : les données jointes ne correspondent pas à l’empreinte gardée dans ce PDF. Elles ont été modifiées.`)}\n`,
        );
        return CODES.NEGATIF;
      case "sans_donnees":
        throw new ErreurUsage(`${chemin} : ce PDF ne contient pas de données de Rigel.`);
      case "illisible":
        throw new ErreurUsage(
          `${chemin} : ce fichier n’est pas un PDF lisible. Il est incomplet, chiffré ou d’un autre type.`,
        );
    }
  },
};
