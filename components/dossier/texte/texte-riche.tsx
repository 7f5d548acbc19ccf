/** A long answer as it reads: React elements only, on the server or in the browser. */
import type { ReactNode } from "react";
import { type Bloc, type Contenu, lireTexte } from "@/lib/domain/texte-riche";
import type { ItemListe } from "@/lib/domain/texte-riche/types";
import styles from "./texte.module.css";

type Niveau = 3 | 4 | 5;
const balise = (n: number) => `h${Math.min(n, 6)}` as "h3" | "h4" | "h5" | "h6";

/** Blocks of one answer never move about: their rank is their identity. */
const rendre = <T,>(suite: readonly T[], un: (t: T, cle: string) => ReactNode): ReactNode[] =>
  suite.map((t, i) => un(t, `r${i}`));

function Ligne({ contenu }: { contenu: Contenu }) {
  return rendre(contenu, ({ texte, gras, italique, lien }, cle) => {
    let noeud: ReactNode = texte;
    if (italique) noeud = <em>{noeud}</em>;
    if (gras) noeud = <strong>{noeud}</strong>;
    if (lien)
      noeud = (
        <a href={lien} target="_blank" rel="noopener noreferrer nofollow" title={`${texte} - nouvelle fenêtre`}>
          {noeud}
        </a>
      );
    return <span key={cle}>{noeud}</span>;
  });
}

function Liste({ ordonnee, items }: { ordonnee: boolean; items: readonly ItemListe[] }) {
  const Balise = ordonnee ? "ol" : "ul";
  return (
    <Balise>
      {rendre(items, ({ contenu, sous }, cle) => (
        <li key={cle}>
          <Ligne contenu={contenu} />
          {rendre(sous ?? [], (s, rang) => (
            <Liste key={rang} {...s} />
          ))}
        </li>
      ))}
    </Balise>
  );
}

function Tableau({ entetes, lignes, rang }: { entetes: Contenu[]; lignes: Contenu[][]; rang: number }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a frame that scrolls, reachable by keyboard; no fieldset
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls by keyboard
    <div className={styles.cadre} tabIndex={0} role="group" aria-label={`Tableau ${rang}`}>
      <table>
        <thead>
          <tr>
            {rendre(entetes, (c, cle) => (
              <th key={cle} scope="col">
                <Ligne contenu={c} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rendre(lignes, (ligne, cle) => (
            <tr key={cle}>
              {rendre(ligne, (c, x) => (
                <td key={x}>
                  <Ligne contenu={c} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** `niveau`: level of the first headings; the others are one below, so that no level is skipped. */
export function TexteRiche({ texte, niveau = 4 }: { texte: string; niveau?: Niveau }) {
  const blocs = lireTexte(texte);
  let principal = false;
  let tableaux = 0;
  return (
    <div className={styles.lu}>
      {rendre(blocs, (b: Bloc, cle) => {
        if (b.type === "liste") return <Liste key={cle} {...b} />;
        if (b.type === "tableau") {
          tableaux += 1;
          return <Tableau key={cle} {...b} rang={tableaux} />;
        }
        if (b.type === "titre") {
          principal ||= b.niveau === 2;
          const Titre = balise(b.niveau === 3 && principal ? niveau + 1 : niveau);
          return (
            <Titre key={cle} className={b.niveau === 2 ? styles.titre : styles.sousTitre}>
              <Ligne contenu={b.contenu} />
            </Titre>
          );
        }
        return (
          <p key={cle}>
            <Ligne contenu={b.contenu} />
          </p>
        );
      })}
    </div>
  );
}
