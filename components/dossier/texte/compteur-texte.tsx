"use client";
import { useDeferredValue, useEffect, useMemo, useSyncExternalStore } from "react";
import { accorder, ecrireNombre } from "@/lib/domain/ecriture";
import { compterMots } from "@/lib/domain/texte-riche";
import { TEXTE_MAX } from "@/lib/domain/texte-riche/types";
import { textesLongs } from "@/lib/schemas/textes-longs";
import { useEspace, useRegime } from "../espace-contexte";
import { mesuresDe } from "./mesures";
import { annoncePlace, placeRestante } from "./place";
import styles from "./texte.module.css";

/** « 2,4 pages », « 0,1 page » */
const ecrirePages = (n: number): string =>
  `${ecrireNombre(Math.max(0.1, Math.round(n * 10) / 10))} ${n >= 2 ? "pages" : "page"}`;

/** How long the text is: in words, in pages as Rigel prints them; near the longest text an answer holds, what remains of it. */
export function CompteurTexte({ id, texte }: { id: string; texte: string }) {
  const differe = useDeferredValue(texte);
  const mots = useMemo(() => compterMots(differe), [differe]);
  const { espace, fichier, actions } = useEspace();
  const { seuils } = useRegime();
  const mesures = mesuresDe(espace.id, actions.mesurerTextes);
  const mesure = useSyncExternalStore(mesures.souscrire, mesures.lire, () => null);
  const textes = useMemo(() => textesLongs(fichier), [fichier]);
  useEffect(() => {
    if (textes.length > 0) mesures.suivre({ dossierId: espace.id, textes });
  }, [mesures, textes, espace.id]);
  const pages = mesure?.pages[id];
  const limite = seuils.pagesMax;
  const place = placeRestante(differe);
  return (
    <>
      {/* Always there, so that what it says is heard; it speaks at each threshold, never at each key. */}
      <p className="fr-sr-only" role="status">
        {annoncePlace(differe)}
      </p>
      {mots === 0 ? null : (
        <p className={styles.compteur}>
          {accorder(mots, "mot")}.{" "}
          {place === null ? null : place < 0 ? (
            <span className={styles.depasse}>
              {accorder(-place, "caractère")} de trop sur {ecrireNombre(TEXTE_MAX)}.{" "}
            </span>
          ) : (
            <>{accorder(place, "caractère restant", "caractères restants")}. </>
          )}
          {pages === undefined ? null : (
            <>
              Environ {ecrirePages(pages)} {pages >= 2 ? "imprimées" : "imprimée"}.{" "}
            </>
          )}
          {mesure === null || limite === undefined ? null : (
            <>
              Tous les textes ensemble{"\u202f"}: environ {ecrirePages(mesure.total)}{" "}
              {mesure.total > limite ? (
                <span className={styles.depasse}>
                  pour {limite} admises dans la présentation, soit {ecrirePages(mesure.total - limite)} de trop
                </span>
              ) : (
                <>
                  pour {limite} admises dans la présentation, il en reste environ {ecrirePages(limite - mesure.total)}
                </>
              )}
              .{" "}
            </>
          )}
          {pages === undefined ? null : "Mise en page de Rigel\u202f: celle du modèle de l’opérateur peut différer."}
        </p>
      )}
    </>
  );
}
