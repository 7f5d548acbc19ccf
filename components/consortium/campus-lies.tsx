"use client";
import { useChampSaisi, useLignes } from "@/components/dossier/champ-saisi";
import { ConstatsSous } from "@/components/dossier/constats-sous";
import { nouvelleCle } from "@/components/dossier/nouvelle-cle";
import { AvisRetrait, useRetrait } from "@/components/dsfr/avis-retrait";
import { CaseACocher } from "@/components/dsfr/cases-a-cocher";
import { ChampTexte } from "@/components/dsfr/champ-texte";
import type { SaisieSection } from "@/lib/schemas/sections";
import styles from "./consortium.module.css";

type CampusSaisi = SaisieSection<"partenaires">["campus"][number];
type Connu = { nom: string; excellence: boolean };

/** Campuses (CMQ) tied to the project. Names are proposed from the national list; another one can be typed. */
export function CampusLies({ connus }: { connus: readonly Connu[] }) {
  const { lignes, lectureSeule, ajouter, retirer, remettre } = useLignes<CampusSaisi>("partenaires", "campus");
  const retraits = useRetrait({ retirer, remettre });
  return (
    <div className={styles.bloc}>
      <div className={styles.titre}>
        <h3 className="fr-h5 fr-mb-0" id="titre-campus">
          Campus des métiers et des qualifications
        </h3>
        {lectureSeule ? null : (
          <button
            type="button"
            id="ajouter-campus"
            className="fr-btn fr-btn--tertiary fr-btn--sm fr-btn--icon-left fr-icon-add-line"
            onClick={() => {
              retraits.oublier();
              ajouter({ cle: nouvelleCle(), nom: null, excellence: false });
            }}
          >
            Lier un campus
          </button>
        )}
      </div>
      {lignes.length === 0 ? (
        <p className={styles.vide}>
          Aucun campus lié. Un campus prouve que le projet sert un réseau d’établissements ; ses membres comptent comme
          partenaires des formations transformées.
        </p>
      ) : (
        <ul className={styles.campus} aria-labelledby="titre-campus">
          {lignes.map((c, rang) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a campus has no id; its fields hold no state of their own
            <li key={rang} className={styles.ligneCampus}>
              <UnCampus rang={rang} connus={connus} />
              {lectureSeule ? null : (
                <button
                  type="button"
                  className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm fr-icon-delete-line"
                  title={`Délier ${String(c.nom ?? `le campus ${rang + 1}`)}`}
                  onClick={() => retraits.enlever(c, rang, String(c.nom || `Campus ${rang + 1}`))}
                >
                  Délier {String(c.nom ?? `le campus ${rang + 1}`)}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      <datalist id="campus-connus">
        {connus.map((c) => (
          <option key={c.nom} value={c.nom} />
        ))}
      </datalist>
      {retraits.retrait ? <AvisRetrait nom={retraits.retrait.nom} surAnnulation={retraits.annuler} /> : null}
      <ConstatsSous section="partenaires" id="ajouter-campus" />
    </div>
  );
}

function UnCampus({ rang, connus }: { rang: number; connus: readonly Connu[] }) {
  const nom = useChampSaisi("partenaires", "campus", rang, "nom");
  const excellence = useChampSaisi("partenaires", "campus", rang, "excellence");
  return (
    <>
      <ChampTexte
        {...nom}
        libelle="Nom du campus"
        liste="campus-connus"
        longueurMax={300}
        className={styles.nomCampus}
        surChangement={(v) => {
          nom.surChangement(v);
          const connu = connus.find((c) => c.nom === v);
          if (connu) excellence.surChangement(connu.excellence);
        }}
      />
      <CaseACocher {...excellence} libelle="Campus d’excellence" />
    </>
  );
}
