"use client";
import { useEffect, useRef } from "react";
import { useChampSaisi, useLignes, useValeur } from "@/components/dossier/champ-saisi";
import { ConstatsSous } from "@/components/dossier/constats-sous";
import { nouvelleCle } from "@/components/dossier/nouvelle-cle";
import { AvisRetrait, useRetrait } from "@/components/dsfr/avis-retrait";
import { CasesACocher } from "@/components/dsfr/cases-a-cocher";
import { ChampChoix } from "@/components/dsfr/champ-choix";
import { ChampLong, ChampTexte } from "@/components/dsfr/champ-texte";
import styles from "./carte.module.css";
import type { PlateauSaisi } from "./usage-transformations";

/** Shared technical platforms: who hosts, who uses, on what terms (rule EQUIPEMENTS). */
export function Plateaux() {
  const { lignes, lectureSeule, ajouter, retirer, remettre } = useLignes<PlateauSaisi>(
    "transformations",
    "plateauxTechniques",
  );
  const partenaires = useValeur("partenaires", "partenaires") as readonly { id: string; nom: unknown }[];
  const options = partenaires.map((p, i) => ({ valeur: p.id, libelle: String(p.nom || `Partenaire ${i + 1}`) }));
  const retraits = useRetrait({ retirer, remettre });
  const aFocaliser = useRef<string | null>(null);
  useEffect(() => {
    if (aFocaliser.current === null) return;
    const champ = document.getElementById(aFocaliser.current);
    if (!champ) return;
    aFocaliser.current = null;
    champ.focus();
  });
  const nom = (p: PlateauSaisi, rang: number) => String(p.libelle || `Plateau ${rang + 1}`);
  return (
    <div className={styles.bloc}>
      <div className={styles.titre}>
        <h3 className="fr-h5 fr-mb-0" id="titre-plateaux">
          Plateaux techniques partagés
        </h3>
        {lectureSeule ? null : (
          <button
            type="button"
            id="ajouter-plateau"
            className="fr-btn fr-btn--tertiary fr-btn--sm fr-btn--icon-left fr-icon-add-line"
            onClick={() => {
              retraits.oublier();
              aFocaliser.current = `plateauxTechniques-${lignes.length}-libelle`;
              ajouter({ cle: nouvelleCle(), hote: null, libelle: null, usagers: [], acces: null });
            }}
          >
            Ajouter un plateau
          </button>
        )}
      </div>
      {lignes.length === 0 ? (
        <p className={styles.vide}>
          Aucun plateau. L’appel attend que les équipements payés servent à plusieurs : dites qui les accueille, qui les
          utilise et à quelles conditions.
        </p>
      ) : (
        <ul className={styles.liste} aria-labelledby="titre-plateaux">
          {lignes.map((p, rang) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a plateau has no id; its fields hold no state of their own
            <li key={rang} id={`plateauxTechniques-${rang}`} tabIndex={-1}>
              <div className={styles.tete}>
                <p className={`${styles.nom} ${styles.qui}`}>{nom(p, rang)}</p>
                {lectureSeule ? null : (
                  <button
                    type="button"
                    className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm fr-icon-delete-line"
                    title={`Retirer ${nom(p, rang)}`}
                    onClick={() => retraits.enlever(p, rang, nom(p, rang))}
                  >
                    Retirer {nom(p, rang)}
                  </button>
                )}
              </div>
              <UnPlateau rang={rang} options={options} />
            </li>
          ))}
        </ul>
      )}
      {retraits.retrait ? <AvisRetrait nom={retraits.retrait.nom} surAnnulation={retraits.annuler} /> : null}
      <ConstatsSous section="transformations" id="ajouter-plateau" />
    </div>
  );
}

function UnPlateau({ rang, options }: { rang: number; options: { valeur: string; libelle: string }[] }) {
  const champ = (nom: string) => ["transformations", "plateauxTechniques", rang, nom] as const;
  const usagers = useChampSaisi(...champ("usagers"));
  return (
    <div className={styles.formulaire}>
      <ChampTexte {...useChampSaisi(...champ("libelle"))} libelle="Plateau" longueurMax={300} />
      <ChampChoix {...useChampSaisi(...champ("hote"))} libelle="Hôte" options={options} />
      {options.length === 0 ? (
        <p className={styles.discret}>
          Les hôtes et les usagers se choisissent parmi les partenaires : aucun n’est encore déclaré.
        </p>
      ) : (
        <CasesACocher {...usagers} libelle="Usagers" options={options} deuxColonnes className={styles.large} />
      )}
      <ChampLong
        {...useChampSaisi(...champ("acces"))}
        libelle="Conditions d’accès"
        lignes={2}
        className={styles.large}
      />
    </div>
  );
}
