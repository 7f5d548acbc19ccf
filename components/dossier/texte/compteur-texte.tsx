"use client";
import { useDeferredValue, useEffect, useMemo, useSyncExternalStore } from "react";
import { accorder, ecrireNombre } from "@/lib/domain/ecriture";
import { compterMots } from "@/lib/domain/texte-riche";
import { textesLongs } from "@/lib/schemas/textes-longs";
import { useEspace, useRegime } from "../espace-contexte";
import { mesuresDe } from "./mesures";
import styles from "./texte.module.css";

/** « 2,4 pages », « 0,1 page » */
const ecrirePages = (n: number): string =>
  `${ecrireNombre(Math.max(0.1, Math.round(n * 10) / 10))} ${n >= 2 ? "pages" : "page"}`;

/** How long the text is: in words, and in pages as Rigel prints them; what remains where there is a limit. */
export function CompteurTexte({
  id,
  texte,
  motsMax,
  pagesMax,
}: {
  id: string;
  texte: string;
  motsMax?: number | undefined;
  pagesMax?: number | undefined;
}) {
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
  if (mots === 0) return null;
  const pages = mesure?.pages[id];
  const limite = seuils.pagesMax;
  return (
    <p className={styles.compteur}>
      {motsMax === undefined ? (
        <>{accorder(mots, "mot")}. </>
      ) : (
        <Reste valeur={mots} max={motsMax} ecrire={(n) => accorder(n, "mot")} />
      )}
      {pages === undefined ? null : (
        <>
          Environ {ecrirePages(pages)} {pages >= 2 ? "imprimées" : "imprimée"}
          {pagesMax === undefined ? null : pages > pagesMax ? (
            <span className={styles.depasse}>
              , soit {ecrirePages(pages - pagesMax)} de trop sur {pagesMax}
            </span>
          ) : (
            <> sur {pagesMax}</>
          )}
          .{" "}
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
  );
}

function Reste({ valeur, max, ecrire }: { valeur: number; max: number; ecrire: (n: number) => string }) {
  return valeur > max ? (
    <span className={styles.depasse}>
      {ecrire(valeur)} sur {max}
      {"\u202f"}: {ecrire(valeur - max)} de trop.{" "}
    </span>
  ) : (
    <>
      {ecrire(valeur)} sur {max}, il en reste {max - valeur}.{" "}
    </>
  );
}
