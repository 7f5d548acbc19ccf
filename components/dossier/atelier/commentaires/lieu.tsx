"use client";
import Link from "next/link";
import { useSyncExternalStore } from "react";
import { lireAdresse } from "@/lib/domain/edition/adresses";
import type { FilVu } from "@/lib/schemas/commentaires";
import { nomDuChamp } from "@/lib/schemas/libelles-champs";
import { useEspaceFixe } from "../../espace-contexte";
import { idDeChamp } from "../../identifiant-champ";
import { LienChamp } from "../../lien-champ";
import { cheminDe } from "../adresse-du-champ";
import styles from "./commentaires.module.css";

/** Where a thread is, as a link to the very field; a field of a row that was taken out since has no place any more. */
export function Lieu({ fil: { section, adresse } }: { fil: FilVu }) {
  const { espace, magasin } = useEspaceFixe();
  const lire = () => (adresse === null ? null : cheminDe(magasin, adresse));
  const chemin = useSyncExternalStore(magasin.souscrire, lire, lire);
  if (adresse === null)
    return (
      <p className={styles.lieu}>
        <Link className="fr-link fr-link--sm" href={`/dossiers/${espace.id}/${section}`}>
          Toute la section
        </Link>
      </p>
    );
  if (chemin === null) {
    // Without its row a field has no rank: its own name is what remains.
    const champ =
      lireAdresse(adresse)
        ?.parts.filter((_, rang) => rang !== 1)
        .join(".") ?? "";
    return <p className={styles.lieu}>{nomDuChamp(champ)}, sur une ligne retirée</p>;
  }
  return (
    <p className={styles.lieu}>
      <LienChamp champ={{ section, id: idDeChamp(chemin) }} className="fr-link fr-link--sm">
        {nomDuChamp(chemin)}
      </LienChamp>
    </p>
  );
}
