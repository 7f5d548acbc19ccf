"use client";
import Link from "next/link";
import { memo } from "react";
import { type Apports, LettreEnMots } from "@/components/consortium/etat-lettre";
import { useChampSaisi, useValeur } from "@/components/dossier/champ-saisi";
import { useEspaceFixe } from "@/components/dossier/espace-contexte";
import { LienChamp } from "@/components/dossier/lien-champ";
import { useOutilsLigne } from "@/components/dossier/outils-champ-ligne";
import { ChampMontant } from "@/components/dsfr/champ-montant";
import { NATURES_FINANCEMENT, SOURCES } from "@/lib/domain/nomenclatures";
import type { SaisieSection } from "@/lib/schemas/sections";
import { type ConstatPlace, constatsDe } from "./constats-plan";
import styles from "./financement.module.css";

export type SourceSaisie = SaisieSection<"financement">["financements"][number];
export type Apport = Apports extends ReadonlyMap<string, infer V> ? V : never;

export const nomDeSource = (ligne: SourceSaisie): string =>
  SOURCES.libelles[ligne.source as keyof typeof SOURCES.libelles] ?? "Origine à préciser";

const CHAMPS = [
  ["source", "Origine"],
  ["partenaire", "Partenaire"],
  ["nature", "Nature"],
  ["baseValorisation", "Base de la valorisation"],
  ["montant", "Montant"],
  ["engage", "Engagé"],
] as const;

export const LigneSource = memo(function LigneSource({
  rang,
  ligne,
  partenaire,
  constats,
  lectureSeule,
  surOuverture,
  surRetrait,
}: {
  rang: number;
  ligne: SourceSaisie;
  partenaire: Apport | undefined;
  constats: readonly ConstatPlace[];
  lectureSeule: boolean;
  surOuverture: () => void;
  surRetrait: () => void;
}) {
  const montant = useChampSaisi("financement", "financements", rang, "montant");
  const subvention = ligne.source === "france2030";
  const origine = nomDeSource(ligne);
  const detail = subvention ? "Subvention" : (partenaire?.nom ?? "Partenaire à préciser");
  const nature = NATURES_FINANCEMENT.libelles[ligne.nature as keyof typeof NATURES_FINANCEMENT.libelles] as
    | string
    | undefined;
  const nom = partenaire ? `${origine}, ${partenaire.nom}` : origine;
  const outils = useOutilsLigne({
    section: "financement",
    ligne: `financements.${rang}`,
    nom,
    champs: CHAMPS.filter(
      ([champ]) =>
        (!subvention || champ === "source" || champ === "montant") &&
        (champ !== "baseValorisation" || ligne.nature === "valorisation"),
    ).map(([champ, libelle]) => ({ chemin: `financements.${rang}.${champ}`, nom: libelle })),
    colonnes: 6,
  });
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: the rows become cards on a narrow screen, and browsers then forget the table
    <>
      <tr
        role="row"
        id={`financements-${rang}`}
        className={!subvention && ligne.engage !== true ? styles.espere : undefined}
      >
        <th scope="row" role="rowheader" className={styles.origine}>
          <span className={styles.nom}>{origine}</span>
          {lectureSeule ? (
            <span className={styles.detail}>{detail}</span>
          ) : (
            <button type="button" className={styles.ouvrir} aria-haspopup="dialog" onClick={surOuverture}>
              {detail}
              <span className="fr-sr-only">, modifier la source {origine}</span>
            </button>
          )}
        </th>
        <td role="cell" data-libelle="Nature">
          <div>
            <span className={nature ? undefined : styles.discret}>{nature ?? (subvention ? "—" : "À préciser")}</span>
            {ligne.nature === "valorisation" ? <Base texte={ligne.baseValorisation} /> : null}
          </div>
        </td>
        <td role="cell" data-libelle="Montant" className={styles.montant}>
          <ChampMontant
            {...montant}
            complements={undefined}
            decritAussi={constatsDe(constats, montant.id)}
            libelle={`Montant, ${nom}`}
            libelleMasque
            className={styles.champ}
          />
        </td>
        <td role="cell" data-libelle="Engagé">
          {subvention ? (
            <span className={styles.discret}>—</span>
          ) : (
            <Engage rang={rang} nom={nom} constats={constats} />
          )}
        </td>
        <td role="cell" data-libelle="Lettre">
          <div className={styles.lettre}>
            {subvention || !partenaire ? (
              <span className={styles.discret}>{subvention ? "Sans objet" : "—"}</span>
            ) : (
              <LettreEnMots lettre={partenaire.lettre} />
            )}
            {partenaire?.lettre.type === "perimee" && !subvention ? (
              <LienLettre partenaire={String(ligne.partenaire)}>Refaire signer</LienLettre>
            ) : null}
          </div>
        </td>
        <td role="cell" className={styles.retirer}>
          {outils.bouton}
          {lectureSeule ? null : (
            <button
              type="button"
              className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm fr-icon-delete-line"
              title={`Retirer ${nom}`}
              onClick={surRetrait}
            >
              Retirer {nom}
            </button>
          )}
        </td>
      </tr>
      {outils.rangee}
    </>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above
  );
});

/** How what is lent was reckoned. Its absence is said, and keeps nobody from filing. */
function Base({ texte }: { texte: unknown }) {
  const base = typeof texte === "string" ? texte.trim() : "";
  return base === "" ? (
    <span className={styles.baseAbsente}>
      <span className="fr-icon-information-line fr-icon--sm" aria-hidden="true" /> Base à dire
    </span>
  ) : (
    <span className={styles.base}>{base}</span>
  );
}

function Engage({ rang, nom, constats }: { rang: number; nom: string; constats: readonly ConstatPlace[] }) {
  const engage = useChampSaisi("financement", "financements", rang, "engage");
  const oui = engage.valeur === true;
  if (engage.lectureSeule) return <span id={engage.id}>{oui ? "Engagé" : "Espéré"}</span>;
  return (
    <div className={`fr-checkbox-group fr-checkbox-group--sm ${styles.engage}`}>
      <input
        type="checkbox"
        id={engage.id}
        checked={oui}
        onChange={(e) => engage.surChangement(e.target.checked)}
        aria-describedby={constatsDe(constats, engage.id).join(" ") || undefined}
      />
      <label className="fr-label" htmlFor={engage.id}>
        <span className="fr-sr-only">Engagé, {nom} : </span>
        {oui ? "Engagé" : "Espéré"}
      </label>
    </div>
  );
}

/** To the letter of a partner: in the register for who may read it, else in the partner's own section. */
export function LienLettre({ partenaire, children }: { partenaire: string; children: React.ReactNode }) {
  const { espace } = useEspaceFixe();
  const partenaires = useValeur("partenaires", "partenaires") as readonly { id: string }[];
  const rang = partenaires.findIndex((p) => p.id === partenaire);
  if (rang < 0) return null;
  if (espace.droits.lettres)
    return (
      <Link className="fr-link fr-link--sm" href={`/dossiers/${espace.id}/lettres#lettre-${partenaire}`}>
        {children}
      </Link>
    );
  return (
    <LienChamp
      champ={{ section: "partenaires", id: `partenaires-${rang}-lettreEngagement-montant` }}
      className="fr-link fr-link--sm"
    >
      {children}
    </LienChamp>
  );
}
