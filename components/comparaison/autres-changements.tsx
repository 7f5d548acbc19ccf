import type { PieceDossier } from "@/lib/domain/comparaison";
import type { SectionComparee } from "@/lib/domain/comparaison/champs";
import { accorder, ecrireDate } from "@/lib/domain/ecriture";
import { type Changement, cibleDe } from "@/lib/domain/edition/changements";
import { TYPES_PIECE } from "@/lib/domain/nomenclatures";
import { SECTIONS } from "@/lib/domain/sections";
import styles from "./comparaison.module.css";
import { decrireLigne, ecrireValeur, nommerChamp } from "./nommer-champ";
import { TableauCompare } from "./tableau-compare";

/** Beyond so many rows a table is no reading any more: the totals above count them all. */
const LIGNES_MAX = 100;

type Props = {
  sections: readonly SectionComparee[];
  noms: ReadonlyMap<string, string>;
  de: string;
  a: string;
};

/** Every other field and row, section by section. */
export function AutresChangements({ sections, noms, de, a }: Props) {
  const touchees = sections.filter((s) => s.changements.length > 0);
  if (touchees.length === 0) return <p>Aucune autre donnée ne change.</p>;
  return touchees.map((s) => {
    const nom = SECTIONS.find((x) => x.code === s.section)?.nom ?? s.section;
    const reste = s.changements.length - LIGNES_MAX;
    return (
      <div key={s.section} className={styles.bloc}>
        <h3>{nom}</h3>
        <TableauCompare
          id={`changements-${s.section}`}
          titre={`${nom}, de « ${de} » à « ${a} »`}
          colonne="Donnée"
          de={de}
          a={a}
          lignes={s.changements.slice(0, LIGNES_MAX).map((c) => ({
            cle: `${c.type} ${c.adresse}`,
            nom: nommerChamp(s, c.adresse, noms),
            avant: cote(c, "avant", noms),
            apres: cote(c, "apres", noms),
          }))}
        />
        {reste > 0 ? (
          <p className={styles.discret}>
            Et {accorder(reste, "autre changement", "autres changements")} de cette section : les totaux ci-dessus les
            comptent tous.
          </p>
        ) : null}
      </div>
    );
  });
}

function cote(c: Changement, quel: "avant" | "apres", noms: ReadonlyMap<string, string>) {
  const cible = cibleDe(c.adresse);
  const champ = cible?.genre === "champ" ? (cible.parts.at(-1) ?? "") : "";
  if (c.type === "champ") {
    const valeur = ecrireValeur(champ, c[quel], noms);
    return quel === "avant" ? (
      <del className={styles.valeur}>{valeur}</del>
    ) : (
      <ins className={styles.valeur}>{valeur}</ins>
    );
  }
  const present = (c.type === "ajout") === (quel === "apres");
  if (!present) return <span className={styles.discret}>{c.type === "ajout" ? "Absente" : "Ligne retirée"}</span>;
  const ligne = c.type === "ajout" ? c.apres : c.avant;
  const montant = ligne.montant ?? ligne.subvention;
  const liste = cible?.genre === "ligne" ? cible.liste : "";
  const texte = typeof montant === "string" ? ecrireValeur("montant", montant, noms) : decrireLigne(liste, ligne, noms);
  return c.type === "ajout" ? (
    <ins className={styles.valeur}>Ligne ajoutée : {texte}</ins>
  ) : (
    <del className={styles.valeur}>{texte}</del>
  );
}

const nomPiece = ({ type, date }: PieceDossier): string =>
  `${type === undefined ? "Pièce sans type" : TYPES_PIECE.libelles[type]}${date === undefined ? "" : `, du ${ecrireDate(date)}`}`;

/** Attachments declared on one side only. */
export function Pieces({
  ajoutees,
  retirees,
}: {
  ajoutees: readonly PieceDossier[];
  retirees: readonly PieceDossier[];
}) {
  const lignes = [
    ...retirees.map((p) => ({ p, genre: "Retirée" })),
    ...ajoutees.map((p) => ({ p, genre: "Ajoutée" })),
  ].map((l, i) => ({ ...l, cle: `${l.genre} ${i}` }));
  if (lignes.length === 0) return null;
  return (
    <div className={styles.bloc}>
      <h3>Pièces jointes</h3>
      <ul>
        {lignes.map(({ cle, genre, p }) => (
          <li key={cle}>
            {genre} : {nomPiece(p)}
          </li>
        ))}
      </ul>
    </div>
  );
}
