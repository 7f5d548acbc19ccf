import { ecrireDate } from "@/lib/domain/ecriture";
import { FICHIERS_PAQUET } from "@/lib/domain/paquet";
import type { Manifeste } from "@/lib/schemas/paquet";

/** The pack told in words, for whoever opens it without Rigel. */
export function ecrireLisezMoi({ dossier, version }: Pick<Manifeste, "dossier" | "version">, annexes: boolean): string {
  const f = FICHIERS_PAQUET;
  const nom = dossier.acronyme ? `${dossier.acronyme}, ${dossier.titre}` : dossier.titre;
  const lignes = [
    `Paquet de dépôt : ${nom}`,
    `Version ${version.numero}, déposée le ${ecrireDate(version.deposeeLe)}.`,
    "",
    `${f.dossier} : le dossier tel qu’il a été déposé, avec ses données à l’intérieur.`,
    ...(annexes
      ? [
          `${f.annexes} : les pièces jointes en un seul document, avec une liste et des signets.`,
          "pieces/ : chaque pièce telle qu’elle a été jointe, y compris celles qui ne sont pas dans le recueil.",
        ]
      : ["Aucune pièce n’est jointe à cette version."]),
    `${f.donnees} : les données du dossier (rigel-dossier/1), pour un logiciel.`,
    `${f.manifeste} : la liste des fichiers, leur taille, leur nombre de pages et leur empreinte SHA-256.`,
    `${f.empreintes} : les mêmes empreintes. Pour les vérifier : sha256sum -c ${f.empreintes}`,
    "",
  ];
  return lignes.join("\r\n");
}
