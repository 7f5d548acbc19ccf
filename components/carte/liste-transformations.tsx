"use client";
import { useEffect, useRef, useState } from "react";
import { MONTRER_CHAMP } from "@/components/dossier/aller-au-champ";
import { useLignes, useValeur } from "@/components/dossier/champ-saisi";
import { ConstatsSous } from "@/components/dossier/constats-sous";
import { nouvelleCle } from "@/components/dossier/nouvelle-cle";
import { AvisRetrait, useRetrait } from "@/components/dsfr/avis-retrait";
import { incoherences } from "@/lib/domain/places";
import styles from "./carte.module.css";
import { CarteTransformation } from "./carte-transformation";
import { type TransformationSaisie, useTransformations } from "./usage-transformations";

export function ListeTransformations() {
  const { lignes, lectureSeule, ajouter, retirer, remettre } = useLignes<TransformationSaisie>(
    "transformations",
    "transformations",
  );
  const lues = useTransformations();
  const partenaires = useValeur("partenaires", "partenaires") as readonly { nom: unknown; uai: unknown }[];
  const [ouvertes, setOuvertes] = useState<ReadonlySet<number>>(new Set());
  const retraits = useRetrait({
    // Ranks move with a removal: cards are folded rather than the wrong one left open.
    retirer: (rang) => {
      setOuvertes(new Set());
      retirer(rang);
    },
    remettre,
  });
  const aFocaliser = useRef<string | null>(null);
  const basculer = (rang: number) =>
    setOuvertes((avant) => {
      const suite = new Set(avant);
      if (!suite.delete(rang)) suite.add(rang);
      return suite;
    });

  useEffect(() => {
    const montrer = (e: Event) => {
      const rang = /^transformations-(\d+)-/.exec((e as CustomEvent<string>).detail)?.[1];
      if (rang !== undefined) setOuvertes((avant) => new Set(avant).add(Number(rang)));
    };
    window.addEventListener(MONTRER_CHAMP, montrer);
    return () => window.removeEventListener(MONTRER_CHAMP, montrer);
  }, []);
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
        <h3 className="fr-h5 fr-mb-0" id="titre-transformations">
          Formations transformées
        </h3>
        {lectureSeule ? null : (
          <button
            type="button"
            id="ajouter-transformation"
            className="fr-btn fr-btn--tertiary fr-btn--sm fr-btn--icon-left fr-icon-add-line"
            onClick={() => {
              retraits.oublier();
              const derniere = lignes.at(-1);
              setOuvertes((avant) => new Set(avant).add(lignes.length));
              aFocaliser.current = `transformations-${lignes.length}-uai`;
              ajouter({
                cle: nouvelleCle(),
                // Formations often come several to an établissement and a rentrée.
                uai: derniere?.uai ?? null,
                cfd: null,
                dispositif: null,
                niveau: null,
                numeroDemande: null,
                libelleColoration: null,
                rentree: derniere?.rentree ?? null,
                type: null,
                scolaire: null,
                scolaireColoree: null,
                apprentissage: null,
                apprentissageColoree: null,
              });
            }}
          >
            Ajouter une transformation
          </button>
        )}
      </div>
      {lignes.length === 0 ? (
        <p className={styles.vide}>
          Aucune transformation. Ajoutez la première formation que le projet ouvre, agrandit, colore ou ferme : sans
          elle, rien ne montre l’effet du projet sur la carte.
        </p>
      ) : (
        <ul className={styles.liste} aria-labelledby="titre-transformations">
          {lignes.map((ligne, rang) => (
            <CarteTransformation
              // biome-ignore lint/suspicious/noArrayIndexKey: a transformation has no id; its fields hold no state of their own
              key={rang}
              rang={rang}
              ligne={ligne}
              incoherences={lues[rang] ? incoherences(lues[rang]) : []}
              etablissement={partenaires.find((p) => p.uai && p.uai === ligne.uai)?.nom}
              ouverte={ouvertes.has(rang)}
              surBascule={() => basculer(rang)}
              surRetrait={(nom) => retraits.enlever(ligne, rang, nom)}
            />
          ))}
        </ul>
      )}
      <datalist id="uai-partenaires">
        {partenaires
          .filter((p) => p.uai)
          .map((p) => (
            <option key={String(p.uai)} value={String(p.uai)}>
              {String(p.nom ?? "")}
            </option>
          ))}
      </datalist>
      {retraits.retrait ? <AvisRetrait nom={retraits.retrait.nom} surAnnulation={retraits.annuler} /> : null}
      <ConstatsSous section="transformations" id="ajouter-transformation" />
    </div>
  );
}
