"use client";
import { useId, useState } from "react";
import { useChampSaisi, useLignes, useValeur } from "@/components/dossier/champ-saisi";
import { useEspaceFixe } from "@/components/dossier/espace-contexte";
import { nouvelleCle } from "@/components/dossier/nouvelle-cle";
import { AvisRetrait, useRetrait } from "@/components/dsfr/avis-retrait";
import { ChampChoix, optionsDe } from "@/components/dsfr/champ-choix";
import { ChampMontant } from "@/components/dsfr/champ-montant";
import { ChampLong } from "@/components/dsfr/champ-texte";
import { NATURES_FINANCEMENT, SOURCES } from "@/lib/domain/nomenclatures";
import { sourcesPossibles } from "@/lib/domain/sources-par-nature";
import type { SaisieSection } from "@/lib/schemas/sections";
import { AConfirmer } from "./engagements-a-confirmer";
import { usePart } from "./espace-part";
import styles from "./participation.module.css";

type Apport = SaisieSection<"financement">["financements"][number];

const nomDe = (ligne: Apport | undefined): string =>
  SOURCES.libelles[ligne?.source as keyof typeof SOURCES.libelles] ?? "Origine à préciser";

/** What the partner brings: the amounts, how, and whether it is committed. */
export function ApportsPart() {
  const { lignes, lectureSeule, ajouter, retirer, remettre } = useLignes<Apport>("financement", "financements");
  const { partenaire } = usePart();
  const retraits = useRetrait({ retirer, remettre });
  const nature = useValeur("partenaires", "partenaires", 0, "nature") as string | null;
  const [source, setSource] = useState("");
  const [manque, setManque] = useState(false);
  const sources = sourcesPossibles(nature);
  return (
    <>
      {lignes.length === 0 ? <p>Aucune ligne du plan de financement n’est à votre nom.</p> : null}
      <ul id="financements" tabIndex={-1} className={styles.apports}>
        {lignes.map((ligne, rang) => (
          <LigneApport
            key={ligne.cle}
            rang={rang}
            ligne={ligne}
            surRetrait={() => retraits.enlever(ligne, rang, `${nomDe(ligne)}`)}
          />
        ))}
      </ul>
      {retraits.retrait ? <AvisRetrait nom={retraits.retrait.nom} surAnnulation={retraits.annuler} /> : null}
      {lectureSeule ? null : (
        <div className={styles.ajout}>
          <ChampChoix
            id="apport-origine"
            libelle="Origine du nouvel apport"
            valeur={source}
            surChangement={(valeur) => {
              setSource(valeur);
              setManque(false);
            }}
            erreur={manque ? "Choisissez d’où vient cet apport." : undefined}
            options={sources.map((valeur) => ({ valeur, libelle: SOURCES.libelles[valeur] }))}
          />
          <button
            type="button"
            id="ajouter-apport"
            className="fr-btn fr-btn--secondary fr-btn--sm fr-btn--icon-left fr-icon-add-line"
            onClick={() => {
              if (source === "") {
                setManque(true);
                document.getElementById("apport-origine")?.focus();
                return;
              }
              retraits.oublier();
              ajouter({
                ...{ cle: nouvelleCle(), source, partenaire, montant: null, nature: "numeraire", engage: false },
                baseValorisation: null,
              } as Apport);
              setSource("");
            }}
          >
            Ajouter un apport
          </button>
        </div>
      )}
    </>
  );
}

function LigneApport({ rang, ligne, surRetrait }: { rang: number; ligne: Apport; surRetrait: () => void }) {
  const { lectureSeule } = useEspaceFixe();
  const montant = useChampSaisi("financement", "financements", rang, "montant");
  const nature = useChampSaisi("financement", "financements", rang, "nature");
  const engage = useChampSaisi("financement", "financements", rang, "engage");
  const base = useChampSaisi("financement", "financements", rang, "baseValorisation");
  const titre = useId();
  const nom = nomDe(ligne);
  return (
    <li id={`financements-${rang}`} tabIndex={-1} aria-labelledby={titre} className={styles.apport}>
      <h3 id={titre} className="fr-h6 fr-mb-1w">
        {nom}
      </h3>
      <div className={styles.champs}>
        <ChampMontant {...montant} libelle="Montant de votre engagement" />
        <ChampChoix {...nature} libelle="Nature" options={optionsDe(NATURES_FINANCEMENT.libelles)} />
      </div>
      {nature.valeur === "valorisation" ? (
        <ChampLong
          {...base}
          libelle="Base de valorisation"
          aide="Ce qui est apporté (locaux, personnels, matériel) et comment sa valeur est calculée."
          lignes={2}
        />
      ) : null}
      <div className={styles.gestes}>
        {lectureSeule ? (
          <p className="fr-mb-0">{engage.valeur === true ? "Engagé" : "Pas encore engagé"}</p>
        ) : (
          <div className="fr-checkbox-group fr-checkbox-group--sm">
            <input
              type="checkbox"
              id={engage.id}
              checked={engage.valeur === true}
              onChange={(e) => engage.surChangement(e.target.checked)}
              aria-describedby={engage.complements.map((c) => c.id).join(" ") || undefined}
            />
            <label className="fr-label" htmlFor={engage.id}>
              Nous nous engageons sur ce montant<span className="fr-sr-only"> ({nom})</span>
            </label>
          </div>
        )}
        {lectureSeule ? null : (
          <button type="button" className="fr-btn fr-btn--tertiary fr-btn--sm" onClick={surRetrait}>
            Retirer<span className="fr-sr-only"> l’apport {nom}</span>
          </button>
        )}
      </div>
      <AConfirmer cle={ligne.cle} surConfirmation={engage.surChangement} />
      {engage.complements.map((c) => (
        <div key={c.id} id={c.id}>
          {c.contenu}
        </div>
      ))}
    </li>
  );
}
