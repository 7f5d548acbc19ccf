"use client";
import { type ReactNode, useEffect, useRef, useState } from "react";

/**
 * A list of things of one kind: add, remove, take back the removal. The parent holds the rows.
 * Removing asks nothing: it is undone by « Annuler le retrait », which gets the focus.
 */
export function ListeLignes<L>({
  lignes,
  cle,
  nomLigne,
  rendu,
  libelleAjout,
  ajouter,
  retirer,
  remettre,
  vide,
  lectureSeule,
}: {
  lignes: readonly L[];
  cle: (ligne: L, rang: number) => string;
  /** « Référence 2 » : heading of the row and end of the remove button's name. */
  nomLigne: (ligne: L, rang: number) => string;
  rendu: (ligne: L, rang: number) => ReactNode;
  libelleAjout: string;
  ajouter: () => void;
  retirer: (rang: number) => void;
  /** Puts a removed row back where it was. */
  remettre: (ligne: L, rang: number) => void;
  /** Sentence shown when there is no row. */
  vide: ReactNode;
  lectureSeule?: boolean;
}) {
  const [retiree, setRetiree] = useState<{ ligne: L; rang: number; nom: string } | null>(null);
  const annulation = useRef<HTMLButtonElement>(null);
  const liste = useRef<HTMLUListElement>(null);
  const attendue = useRef<number | null>(null);
  useEffect(() => {
    if (retiree) annulation.current?.focus();
  }, [retiree]);
  useEffect(() => {
    if (attendue.current === null || lignes.length <= attendue.current) return;
    const ligne = liste.current?.children[attendue.current];
    attendue.current = null;
    ligne?.querySelector<HTMLElement>("input, select, textarea")?.focus();
  }, [lignes.length]);
  return (
    <div className="rg-lignes">
      {lignes.length === 0 ? <p className="rg-lignes__vide">{vide}</p> : null}
      <ul ref={liste} className="rg-lignes__liste">
        {lignes.map((ligne, rang) => (
          <li key={cle(ligne, rang)} className="rg-lignes__ligne">
            <div className="rg-lignes__entete">
              <p className="rg-lignes__nom">{nomLigne(ligne, rang)}</p>
              {lectureSeule ? null : (
                <button
                  type="button"
                  className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm fr-btn--icon-left fr-icon-delete-line"
                  onClick={() => {
                    setRetiree({ ligne, rang, nom: nomLigne(ligne, rang) });
                    retirer(rang);
                  }}
                >
                  Retirer<span className="fr-sr-only"> {nomLigne(ligne, rang)}</span>
                </button>
              )}
            </div>
            {rendu(ligne, rang)}
          </li>
        ))}
      </ul>
      {retiree ? (
        <p className="rg-lignes__retrait" role="status">
          {retiree.nom} : retiré.{" "}
          <button
            ref={annulation}
            type="button"
            className="fr-btn fr-btn--tertiary fr-btn--sm"
            onClick={() => {
              remettre(retiree.ligne, retiree.rang);
              setRetiree(null);
            }}
          >
            Annuler le retrait
          </button>
        </p>
      ) : null}
      {lectureSeule ? null : (
        <button
          type="button"
          className="fr-btn fr-btn--secondary fr-btn--sm fr-btn--icon-left fr-icon-add-line"
          onClick={() => {
            setRetiree(null);
            attendue.current = lignes.length;
            ajouter();
          }}
        >
          {libelleAjout}
        </button>
      )}
    </div>
  );
}
