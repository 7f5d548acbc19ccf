/** Declared pieces with their dates, and the attached files with size and hash. */
import { ecrireOctets } from "@/lib/domain/ecriture";
import { TYPES_PIECE } from "@/lib/domain/nomenclatures";
import type { EntreePdf } from "../entree";
import type { Feuille } from "../feuille";
import { jour, texteOu } from "../lecture";
import { ecrireTableau } from "../tableau";
import { NON_RENSEIGNE, STYLES } from "../theme";

/** The portal gives the code of the type; anything else is shown as it is. */
const nomDuType = (type: string): string => (TYPES_PIECE.libelles as Record<string, string>)[type] ?? type;

export function ecrirePieces(f: Feuille, { fichier, pieces }: EntreePdf): void {
  f.sousTitre("Pièces déclarées");
  const declarees = fichier.pieces ?? [];
  if (declarees.length === 0) f.absent();
  else
    ecrireTableau(f, {
      legende: "Pièces déclarées et date portée par chacune",
      colonnes: [
        { titre: "Pièce", part: 0.6 },
        { titre: "Date", part: 0.4 },
      ],
      rangees: declarees.map((p) => ({
        cases: [{ texte: p.type == null ? NON_RENSEIGNE : TYPES_PIECE.libelles[p.type], entete: true }, jour(p.date)],
      })),
    });
  f.sousTitre("Fichiers joints au dossier");
  if (pieces.length === 0) {
    f.paragraphe("Aucun fichier joint.", STYLES.absent);
    return;
  }
  ecrireTableau(f, {
    legende: "Fichiers joints, taille et empreinte SHA-256",
    colonnes: [
      { titre: "Fichier", part: 0.34 },
      { titre: "Type", part: 0.2 },
      { titre: "Taille", droite: true },
      { titre: "SHA-256", part: 0.46 },
    ],
    rangees: pieces.map((p) => ({
      cases: [
        { texte: texteOu(p.nom) ?? NON_RENSEIGNE, entete: true },
        nomDuType(p.type),
        ecrireOctets(p.octets),
        { texte: p.sha256, style: { ...STYLES.celluleDiscrete, taille: 7.5 } },
      ],
    })),
  });
}
