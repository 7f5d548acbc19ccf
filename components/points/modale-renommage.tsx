"use client";
import { useState } from "react";
import { ChampLong, ChampTexte } from "@/components/dsfr/champ-texte";
import { Modale } from "@/components/dsfr/modale";
import { useGeste } from "@/components/equipe/usage-geste";
import { demandeRenommagePoint, type PointVu } from "@/lib/schemas/points";
import type { ActionsPoints } from "./actions-points";

/** Another name, another note; what the point holds stays. Mounted anew for each point. */
export function ModaleRenommage({
  dossierId,
  point,
  renommerPoint,
  surFermeture,
}: {
  dossierId: string;
  point: PointVu | null;
  renommerPoint: ActionsPoints["renommerPoint"];
  surFermeture: () => void;
}) {
  const [saisie, setSaisie] = useState({ nom: point?.nom ?? "", note: point?.note ?? "" });
  const [fautes, setFautes] = useState<Record<string, string>>({});
  const { faire, enCours, erreur } = useGeste();
  const refusees: Record<string, string | undefined> = { ...fautes, ...erreur?.fields };

  async function renommer() {
    if (point === null) return;
    const demande = { dossierId, pointId: point.id, versionVue: point.version, ...saisie };
    const lue = demandeRenommagePoint.safeParse(demande);
    if (!lue.success) {
      setFautes(Object.fromEntries(lue.error.issues.map((i) => [i.path.join("."), i.message]).reverse()));
      document
        .getElementById(lue.error.issues.some((i) => i.path[0] === "nom") ? "renommage-nom" : "renommage-note")
        ?.focus();
      return;
    }
    if ((await faire(() => renommerPoint(demande))) !== null) surFermeture();
  }
  return (
    <Modale
      id="modale-renommage"
      titre="Renommer ce point"
      ouverte={point !== null}
      surFermeture={surFermeture}
      boutons={
        <>
          <button type="button" className="fr-btn" disabled={enCours} onClick={() => void renommer()}>
            Enregistrer le nom
          </button>
          <button type="button" className="fr-btn fr-btn--secondary" onClick={surFermeture}>
            Annuler
          </button>
        </>
      }
    >
      <ChampTexte
        id="renommage-nom"
        libelle="Nom du point"
        valeur={saisie.nom}
        surChangement={(nom) => setSaisie((s) => ({ ...s, nom }))}
        erreur={refusees.nom}
      />
      <ChampLong
        id="renommage-note"
        lignes={2}
        libelle="Note (facultatif)"
        valeur={saisie.note}
        surChangement={(note) => setSaisie((s) => ({ ...s, note }))}
        erreur={refusees.note}
      />
      <div role="alert">
        {erreur !== null && erreur.fields === undefined ? (
          <p className="fr-message fr-message--error">{erreur.message}</p>
        ) : null}
      </div>
    </Modale>
  );
}
