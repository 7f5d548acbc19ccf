/** The styles of a workbook (xl/styles.xml): one cell format per style, in a fixed order. Only `saisie…` cells are unlocked. */
import type { StyleCellule } from "@/lib/domain/annexe/classeur";

/** `#,##0` is written so in every file; a French system shows it « # ##0,00 € ». */
const MONTANT = 164;
const TAUX = 10;
const TEXTE = 49;
const GENERAL = 0;

type Format = {
  nombre: number;
  police: number;
  fond: number;
  bord: number;
  saisie?: true;
  /** Text that wraps, or figures on the right. */
  retour?: true;
  droite?: true;
};

// Fonts: 0 plain, 1 bold, 2 title, 3 note. Fills: 2 heading, 3 typed in, 4 total. Borders: 1 thin.
const FORMATS: Record<StyleCellule, Format> = {
  titre: { nombre: GENERAL, police: 2, fond: 0, bord: 0 },
  intertitre: { nombre: GENERAL, police: 1, fond: 0, bord: 0 },
  note: { nombre: GENERAL, police: 3, fond: 0, bord: 0 },
  etiquette: { nombre: GENERAL, police: 1, fond: 0, bord: 0 },
  texte: { nombre: GENERAL, police: 0, fond: 0, bord: 0 },
  entete: { nombre: GENERAL, police: 1, fond: 2, bord: 1, retour: true },
  montant: { nombre: MONTANT, police: 0, fond: 0, bord: 1 },
  totalTexte: { nombre: GENERAL, police: 1, fond: 4, bord: 1 },
  totalMontant: { nombre: MONTANT, police: 1, fond: 4, bord: 1 },
  taux: { nombre: TAUX, police: 1, fond: 4, bord: 1, droite: true },
  // « @ »: whatever is typed there stays a text, « =1+1 » included.
  saisieTexte: { nombre: TEXTE, police: 0, fond: 3, bord: 1, saisie: true, retour: true },
  saisieMontant: { nombre: MONTANT, police: 0, fond: 3, bord: 1, saisie: true },
  cle: { nombre: TEXTE, police: 0, fond: 0, bord: 0 },
};
const STYLES = Object.keys(FORMATS) as StyleCellule[];

/** Rank of the cell format. The second half bears the mark of a text that begins like a formula. */
export const formatDe = (style: StyleCellule, apostrophe = false): number =>
  1 + STYLES.indexOf(style) + (apostrophe ? STYLES.length : 0);

function xf({ nombre, police, fond, bord, saisie, retour, droite }: Format, apostrophe: boolean): string {
  const alignement = `<alignment vertical="top"${droite ? ' horizontal="right"' : ""}${retour ? ' wrapText="1"' : ""}/>`;
  return (
    `<xf numFmtId="${nombre}" fontId="${police}" fillId="${fond}" borderId="${bord}" xfId="0"${apostrophe ? ' quotePrefix="1"' : ""}` +
    ` applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1">` +
    `${alignement}<protection locked="${saisie ? 0 : 1}"/></xf>`
  );
}

const police = (taille: number, plus = "", couleur = "FF161616"): string =>
  `<font>${plus}<sz val="${taille}"/><color rgb="${couleur}"/><name val="Calibri"/><family val="2"/></font>`;
const fond = (couleur: string): string =>
  `<fill><patternFill patternType="solid"><fgColor rgb="${couleur}"/><bgColor indexed="64"/></patternFill></fill>`;
const trait = (cote: string): string => `<${cote} style="thin"><color rgb="FFCECECE"/></${cote}>`;

export const STYLES_XML =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
  `<numFmts count="1"><numFmt numFmtId="${MONTANT}" formatCode="#,##0.00\\ [$€-40C]"/></numFmts>` +
  `<fonts count="4">${police(11)}${police(11, "<b/>")}${police(16, "<b/>", "FF000091")}${police(11, "<i/>", "FF666666")}</fonts>` +
  '<fills count="5"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
  `${fond("FFE3E3FD")}${fond("FFFEF7DA")}${fond("FFEEEEEE")}</fills>` +
  `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${["left", "right", "top", "bottom"].map(trait).join("")}<diagonal/></border></borders>` +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  `<cellXfs count="${1 + 2 * STYLES.length}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
  `${[false, true].flatMap((a) => STYLES.map((s) => xf(FORMATS[s], a))).join("")}</cellXfs>` +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
