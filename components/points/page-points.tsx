"use client";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { useEspaceFixe } from "@/components/dossier/espace-contexte";
import { AvisRetrait } from "@/components/dsfr/avis-retrait";
import { useGeste } from "@/components/equipe/usage-geste";
import { adresseComparaison, ecrireReference } from "@/lib/schemas/comparaison";
import { POINTS_MAX, type PointsVus, type PointVu } from "@/lib/schemas/points";
import type { ActionsPoints } from "./actions-points";
import { FichePoint } from "./fiche-point";
import { FormulairePoint } from "./formulaire-point";
import { ModaleRenommage } from "./modale-renommage";
import { ModaleRetour } from "./modale-retour";
import styles from "./points.module.css";

const reference = (id: string): string => ecrireReference({ type: "point", id });

/** Moments of the dossier that were given a name: compare them, return to one. */
export function PagePoints({ vus, actions }: { vus: PointsVus; actions: ActionsPoints }) {
  const { dossierId, points, droits, versions } = vus;
  const { espace } = useEspaceFixe();
  const routeur = useRouter();
  const { faire, enCours, erreur } = useGeste();
  const [choisis, setChoisis] = useState<readonly string[]>([]);
  const [fauteChoix, setFauteChoix] = useState<string | null>(null);
  const [renomme, setRenomme] = useState<PointVu | null>(null);
  // A link may lead straight to the return, which still asks for its yes.
  const demande = useSearchParams().get("retour");
  const [retour, setRetour] = useState<PointVu | null>(() =>
    droits.creer ? (points.find((p) => p.id === demande) ?? null) : null,
  );
  const [retire, setRetire] = useState<{ point: PointVu; version: number } | null>(null);
  const presents = choisis.filter((id) => points.some((p) => p.id === id));

  function comparer() {
    if (presents.length === 0 || presents.length > 2) {
      setFauteChoix(
        "Choisissez un point, pour le comparer au dossier d’aujourd’hui, ou deux, pour les comparer entre eux.",
      );
      document.getElementById(`choix-${points[0]?.id}`)?.focus();
      return;
    }
    // The older first, whatever the order of the clicks.
    const ordre = points.filter((p) => presents.includes(p.id)).map((p) => reference(p.id));
    const [recent = "", ancien] = ordre;
    routeur.push(
      ancien === undefined
        ? adresseComparaison(dossierId, recent, "courant")
        : adresseComparaison(dossierId, ancien, recent),
    );
  }

  async function retirer(point: PointVu) {
    const fait = await faire(() => actions.retirerPoint({ dossierId, pointId: point.id, versionVue: point.version }));
    if (fait !== null) setRetire({ point, version: fait.version });
  }
  async function remettre() {
    if (retire === null) return;
    const { point, version } = retire;
    const fait = await faire(() => actions.remettrePoint({ dossierId, pointId: point.id, versionVue: version }));
    if (fait !== null) setRetire(null);
  }
  return (
    <section className="rg-section" aria-labelledby="titre-section">
      <div className="rg-section__tete">
        <h2 id="titre-section" className="rg-section__titre" tabIndex={-1} data-titre-page="">
          Points de sauvegarde
        </h2>
      </div>
      <p className="rg-section__intro">
        Un point garde le dossier tel qu’il est à un moment, sous le nom que vous lui donnez. Comparez-le à un autre, ou
        revenez-y : vos saisies sont de toute façon enregistrées au fur et à mesure. Seule l’équipe voit ces points.
      </p>
      {droits.creer ? (
        <FormulairePoint
          dossierId={dossierId}
          aujourdhui={espace.aujourdhui}
          pris={points.map((p) => p.nom)}
          creerPoint={actions.creerPoint}
        />
      ) : null}
      <div className={styles.tete}>
        <h3 id="titre-points">
          {points.length === 0 ? "Points gardés" : `Points gardés (${points.length} sur ${POINTS_MAX} au plus)`}
        </h3>
        {versions.length > 0 || points.length > 0 ? (
          <Link className="fr-link" href={`/dossiers/${dossierId}/comparer`}>
            Comparer d’autres versions
          </Link>
        ) : null}
      </div>
      {retire === null ? null : <AvisRetrait nom={`« ${retire.point.nom} »`} surAnnulation={() => void remettre()} />}
      <div role="alert">{erreur ? <p className="fr-message fr-message--error">{erreur.message}</p> : null}</div>
      {points.length === 0 ? (
        <p className={styles.vide}>
          Aucun point pour l’instant.{" "}
          {droits.creer
            ? "Créez-en un avant un grand changement : vous pourrez comparer, ou revenir en arrière."
            : "L’équipe en crée avant un grand changement, pour comparer ou revenir en arrière."}
        </p>
      ) : (
        <>
          <ul className={styles.liste} aria-labelledby="titre-points">
            {points.map((p) => (
              <FichePoint
                key={p.id}
                point={p}
                dossierId={dossierId}
                aujourdhui={espace.aujourdhui}
                courant={p.revision === vus.revision}
                choisi={presents.includes(p.id)}
                surChoix={(oui) => {
                  setFauteChoix(null);
                  setChoisis((avant) => (oui ? [...avant, p.id] : avant.filter((id) => id !== p.id)));
                }}
                droits={droits}
                enCours={enCours}
                surRetour={() => setRetour(p)}
                surRenommage={() => setRenomme(p)}
                surRetrait={() => void retirer(p)}
              />
            ))}
          </ul>
          <div className={styles.pied}>
            <button type="button" className="fr-btn fr-btn--secondary" onClick={comparer}>
              {presents.length === 2 ? "Comparer les deux points choisis" : "Comparer le point choisi"}
            </button>
            <div role="alert">{fauteChoix ? <p className="fr-message fr-message--error">{fauteChoix}</p> : null}</div>
          </div>
        </>
      )}
      <ModaleRenommage
        key={`renommer ${renomme?.id} ${renomme?.version}`}
        dossierId={dossierId}
        point={renomme}
        renommerPoint={actions.renommerPoint}
        surFermeture={() => setRenomme(null)}
      />
      <ModaleRetour
        key={`revenir ${retour?.id}`}
        dossierId={dossierId}
        point={retour}
        actions={actions}
        surFermeture={() => setRetour(null)}
      />
    </section>
  );
}
