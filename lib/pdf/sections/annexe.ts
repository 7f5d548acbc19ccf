/** How to read the embedded data again, and what the document promises. */
import { accorder } from "@/lib/domain/ecriture";
import { NOM_DONNEES } from "../donnees";
import type { EntreePdf } from "../entree";
import type { Feuille } from "../feuille";
import { ecrireMention } from "../lecture";
import { ecrireFaits } from "../tableau";
import { INDESSINABLE } from "../texte";
import { STYLES } from "../theme";

export function ecrireAnnexe(f: Feuille, e: EntreePdf, donnees: { empreinte: string; octets: number }): void {
  f.paragraphe(
    `Ce fichier contient les données du dossier dans une pièce jointe, «\u00a0${NOM_DONNEES}\u00a0», au format public rigel-dossier/1. Elles permettent de réimporter le dossier dans Rigel ou de refaire tous les calculs.`,
  );
  ecrireFaits(f, [
    ["Pièce jointe", NOM_DONNEES],
    ["Taille", accorder(donnees.octets, "octet")],
    ["SHA-256", donnees.empreinte],
    ["Statut du dossier", ecrireMention(e.mention)],
    ["Administration", e.administration],
  ]);
  f.sousTitre("Retrouver les données");
  const etape = (texte: string) => [f.troncon(texte, STYLES.corps)];
  f.liste([
    etape("Dans un lecteur de PDF\u202f: ouvrez le panneau des pièces jointes et enregistrez le fichier."),
    etape(
      "Avec Rigel\u202f: npm run --silent rigel -- extraire FICHIER.pdf. L’empreinte est vérifiée avant l’affichage.",
    ),
    etape("Sans Rigel\u202f: pdfdetach -saveall FICHIER.pdf, puis sha256sum rigel-dossier.json."),
  ]);
  f.paragraphe(
    `Les caractères que la police ne sait pas dessiner (émoticônes, autres écritures) apparaissent ${INDESSINABLE} dans ces pages\u202f; les données jointes gardent l’original.`,
    STYLES.discret,
  );
}
