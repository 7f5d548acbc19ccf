/** One sheet as XML (xl/worksheets/sheet1.xml). */

import { type Cellule, type Feuille, nomCase } from "@/lib/domain/annexe/classeur";
import { ecrireMontant } from "@/lib/domain/argent";
import { formatDe } from "./styles";
import { echapper } from "./texte-xml";

/** What a spreadsheet would take for a formula, had it been typed. */
const COMME_UNE_FORMULE = /^[=+\-@\t\r]/;

export function celluleXml(colonne: number, ligne: number, { style, valeur, formule }: Cellule): string {
  const debut = `<c r="${nomCase(colonne, ligne)}"`;
  const f = formule === undefined ? "" : `<f>${echapper(formule)}</f>`;
  const s = ` s="${formatDe(style, valeur?.type === "texte" && formule === undefined && COMME_UNE_FORMULE.test(valeur.texte))}"`;
  if (valeur === null) return f === "" ? `${debut}${s}/>` : `${debut}${s}>${f}</c>`;
  switch (valeur.type) {
    case "texte":
      // A text is never a number nor a formula, whatever it looks like: its type says so.
      return f === ""
        ? `${debut}${s} t="inlineStr"><is><t xml:space="preserve">${echapper(valeur.texte)}</t></is></c>`
        : `${debut}${s} t="str">${f}<v>${echapper(valeur.texte)}</v></c>`;
    case "montant":
      return `${debut}${s}>${f}<v>${ecrireMontant(valeur.montant)}</v></c>`;
    case "nombre":
      return `${debut}${s}>${f}<v>${valeur.nombre}</v></c>`;
  }
}

function colonnesXml(largeurs: readonly number[]): string {
  if (largeurs.length === 0) return "";
  const col = (largeur: number, i: number) =>
    `<col min="${i + 1}" max="${i + 1}" width="${largeur === 0 ? 4 : largeur}" customWidth="1"${largeur === 0 ? ' hidden="1"' : ""}/>`;
  return `<cols>${largeurs.map(col).join("")}</cols>`;
}

function vueXml({ defile }: Feuille, active: boolean): string {
  const choisie = active ? ' tabSelected="1"' : "";
  if (defile === null) return `<sheetViews><sheetView${choisie} workbookViewId="0"/></sheetViews>`;
  const { colonne, ligne } = defile;
  const [x, y] = [colonne - 1, ligne - 1];
  const cote = x > 0 && y > 0 ? "bottomRight" : y > 0 ? "bottomLeft" : "topRight";
  const place = `${x > 0 ? ` xSplit="${x}"` : ""}${y > 0 ? ` ySplit="${y}"` : ""}`;
  return (
    `<sheetViews><sheetView${choisie} showGridLines="0" workbookViewId="0">` +
    `<pane${place} topLeftCell="${nomCase(colonne, ligne)}" activePane="${cote}" state="frozen"/><selection pane="${cote}"/></sheetView></sheetViews>`
  );
}

function validationsXml({ validations }: Feuille): string {
  if (validations.length === 0) return "";
  const une = (v: Feuille["validations"][number]): string => {
    const commun = `allowBlank="1" showErrorMessage="1" errorTitle="Annexe financière" sqref="${v.plage}"`;
    return v.type === "liste"
      ? `<dataValidation type="list" ${commun} error="Choisissez une valeur de la liste."><formula1>${echapper(v.source)}</formula1></dataValidation>`
      : `<dataValidation type="decimal" operator="greaterThanOrEqual" ${commun} error="Écrivez un montant positif, en euros."><formula1>0</formula1></dataValidation>`;
  };
  return `<dataValidations count="${validations.length}">${validations.map(une).join("")}</dataValidations>`;
}

export function feuilleXml(feuille: Feuille, active: boolean): string {
  const lignes = [...feuille.lignes]
    .sort(([a], [b]) => a - b)
    .map(([ligne, cellules]) => {
      const siennes = [...cellules].sort(([a], [b]) => a - b);
      return `<row r="${ligne}">${siennes.map(([colonne, c]) => celluleXml(colonne, ligne, c)).join("")}</row>`;
    });
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' +
    vueXml(feuille, active) +
    '<sheetFormatPr defaultRowHeight="15"/>' +
    colonnesXml(feuille.largeurs) +
    `<sheetData>${lignes.join("")}</sheetData>` +
    // Without a password: against slips, not against people. Widths stay free, so that everything can be read.
    '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0"/>' +
    validationsXml(feuille) +
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>' +
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>'
  );
}
