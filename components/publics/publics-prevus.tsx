"use client";
import { type ReactNode, useEffect, useRef } from "react";
import { useAnneesProjet } from "@/components/dossier/annees-projet";
import { useChampSaisi, useLignes } from "@/components/dossier/champ-saisi";
import { nouvelleCle } from "@/components/dossier/nouvelle-cle";
import { useOutilsLigne } from "@/components/dossier/outils-champ-ligne";
import { AvisRetrait, useRetrait } from "@/components/dsfr/avis-retrait";
import { ChampChoix, optionsDe } from "@/components/dsfr/champ-choix";
import { ChampNombre } from "@/components/dsfr/champ-nombre";
import { NIVEAUX, PUBLICS } from "@/lib/domain/nomenclatures";
import type { SaisieSection } from "@/lib/schemas/sections";
import styles from "./publics.module.css";

type PublicSaisi = SaisieSection<"publics">["publics"][number];

const nomDe = (p: PublicSaisi, rang: number): string =>
  [PUBLICS.libelles[p.public as keyof typeof PUBLICS.libelles], p.annee].filter(Boolean).join(" ") ||
  `Ligne ${rang + 1}`;

/** People to be trained: public × level × year. */
export function PublicsPrevus() {
  const { lignes, lectureSeule, ajouter, retirer, remettre } = useLignes<PublicSaisi>("publics", "publics");
  const { annees } = useAnneesProjet();
  const retraits = useRetrait({ retirer, remettre });
  const aFocaliser = useRef<string | null>(null);
  useEffect(() => {
    if (aFocaliser.current === null) return;
    const champ = document.getElementById(aFocaliser.current);
    if (!champ) return;
    aFocaliser.current = null;
    champ.focus();
  });
  return (
    <div className={styles.bloc}>
      <div className={styles.titre}>
        <h3 className="fr-h5 fr-mb-0" id="titre-publics">
          Publics formés
        </h3>
        {lectureSeule ? null : (
          <button
            type="button"
            id="ajouter-public"
            className="fr-btn fr-btn--tertiary fr-btn--sm fr-btn--icon-left fr-icon-add-line"
            onClick={() => {
              retraits.oublier();
              const derniere = lignes.at(-1);
              aFocaliser.current = `publics-${lignes.length}-public`;
              // The next line is most often the same public, a year later.
              const suivante = derniere?.annee ? Number(derniere.annee) + 1 : annees[0];
              ajouter({
                cle: nouvelleCle(),
                public: derniere?.public ?? null,
                niveau: derniere?.niveau ?? null,
                annee: Number.isInteger(suivante) ? suivante : null,
                prevu: null,
              });
            }}
          >
            Ajouter un public
          </button>
        )}
      </div>
      {lignes.length === 0 ? (
        <p className={styles.vide}>
          Aucun public. Dites combien de personnes le projet formera, par public, niveau et année : c’est ce que le
          rapport annuel comparera à la réalité.
        </p>
      ) : (
        // biome-ignore-start lint/a11y/noRedundantRoles: the rows become cards on a narrow screen, and browsers then forget the table
        <table className={styles.tableau} role="table" aria-labelledby="titre-publics">
          <thead role="rowgroup">
            <tr role="row">
              {COLONNES.map(([, nom]) => (
                <th key={nom} scope="col" role="columnheader">
                  {nom}
                </th>
              ))}
              <th scope="col" role="columnheader">
                <span className="fr-sr-only">{lectureSeule ? "Outils" : "Outils, retirer"}</span>
              </th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {lignes.map((p, rang) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line has no id; its fields hold no state of their own
              <UnPublic key={rang} rang={rang} nom={nomDe(p, rang)}>
                {lectureSeule ? null : (
                  <button
                    type="button"
                    className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm fr-icon-delete-line"
                    title={`Retirer ${nomDe(p, rang)}`}
                    onClick={() => retraits.enlever(p, rang, nomDe(p, rang))}
                  >
                    Retirer {nomDe(p, rang)}
                  </button>
                )}
              </UnPublic>
            ))}
          </tbody>
        </table>
        // biome-ignore-end lint/a11y/noRedundantRoles: see above
      )}
      {retraits.retrait ? <AvisRetrait nom={retraits.retrait.nom} surAnnulation={retraits.annuler} /> : null}
    </div>
  );
}

const COLONNES = [
  ["public", "Public"],
  ["niveau", "Niveau"],
  ["annee", "Année"],
  ["prevu", "Prévu"],
] as const;

/** `children`: the gestures of the row, after its tools. */
function UnPublic({ rang, nom, children }: { rang: number; nom: string; children: ReactNode }) {
  const outils = useOutilsLigne({
    section: "publics",
    ligne: `publics.${rang}`,
    nom: `ligne ${rang + 1}, ${nom}`,
    champs: COLONNES.map(([champ, libelle]) => ({ chemin: `publics.${rang}.${champ}`, nom: libelle })),
    colonnes: COLONNES.length + 1,
  });
  const champ = (nom: string) => ["publics", "publics", rang, nom] as const;
  const niveau = useChampSaisi(...champ("niveau"));
  const n = rang + 1;
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: see above
    <>
      <tr role="row" id={`publics-${rang}`}>
        <td role="cell" data-libelle="Public">
          <ChampChoix
            {...useChampSaisi(...champ("public"))}
            libelle={`Public, ligne ${n}`}
            libelleMasque
            options={optionsDe(PUBLICS.libelles)}
          />
        </td>
        <td role="cell" data-libelle="Niveau">
          <ChampChoix
            {...niveau}
            libelle={`Niveau, ligne ${n}`}
            libelleMasque
            options={optionsDe(NIVEAUX.libelles)}
            surChangement={(v) => niveau.surChangement(v === "" ? null : Number(v))}
          />
        </td>
        <td role="cell" data-libelle="Année" className={styles.court}>
          <ChampNombre {...useChampSaisi(...champ("annee"))} libelle={`Année, ligne ${n}`} libelleMasque />
        </td>
        <td role="cell" data-libelle="Prévu" className={styles.court}>
          <ChampNombre
            {...useChampSaisi(...champ("prevu"))}
            libelle={`Nombre de personnes prévu, ligne ${n}`}
            libelleMasque
          />
        </td>
        <td role="cell" className={styles.retirer}>
          {outils.bouton}
          {children}
        </td>
      </tr>
      {outils.rangee}
    </>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above
  );
}
